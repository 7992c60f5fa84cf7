//! From a file to its text.

use std::fs::File;
use std::io::{self, Error, Read};
use std::path::Path;

/// More is no file that anybody meant: `/dev/zero` never ends.
const LONGEST: u64 = 256 << 20;

/// What a file is called in a message; `-` is standard input.
pub fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".into() } else { file.display().to_string() }
}

/// The text of a file that is not endless; `-` is standard input.
///
/// # Errors
/// If it cannot be read, is longer than 256 MB, or is [no text](decoded).
pub fn text(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > LONGEST {
        return Err(Error::other(format!("it is longer than {} MB", LONGEST >> 20)));
    }
    decoded(bytes).map_err(Error::other)
}

/// The text in `bytes`: UTF-8, or UTF-16 with the mark that Windows puts in front.
///
/// # Errors
/// Says in which line there is what is neither, and what to save it as.
pub fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    match bytes[..] {
        [0xFF, 0xFE, ..] => return utf16(&bytes[2..], u16::from_le_bytes),
        [0xFE, 0xFF, ..] => return utf16(&bytes[2..], u16::from_be_bytes),
        _ => {}
    }
    let line = |end: usize| 1 + bytes[..end].iter().filter(|byte| **byte == b'\n').count();
    // UTF-16 without its mark: every other byte of plain letters is 0.
    let zeros = bytes.iter().take(1000).filter(|byte| **byte == 0).count();
    if zeros > 0 && zeros >= bytes.len().min(1000) / 3 {
        return Err("it looks like UTF-16 without its mark; save it as UTF-8".into());
    }
    match std::str::from_utf8(&bytes) {
        Ok(_) => {}
        Err(error) => {
            let at = error.valid_up_to();
            return Err(format!(
                "line {} is not UTF-8: it has the byte {:#04X}; save the file as UTF-8",
                line(at),
                bytes[at]
            ));
        }
    }
    // It has just been looked at.
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match (text, rest) {
        (Ok(text), []) => Ok(text),
        _ => Err("it starts as UTF-16, but is none to its end; save it as UTF-8".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn utf_8_and_utf_16_are_read_and_what_is_neither_is_told_with_its_line() {
        let text = "größe\r\n0.5 🎲\r\n";
        let units = || text.encode_utf16();
        let little = [vec![0xFF, 0xFE], units().flat_map(u16::to_le_bytes).collect()].concat();
        let big = [vec![0xFE, 0xFF], units().flat_map(u16::to_be_bytes).collect()].concat();
        for bytes in [text.as_bytes().to_vec(), little.clone(), big] {
            assert_eq!(decoded(bytes).as_deref(), Ok(text));
        }
        for (bytes, says) in [
            (little[2..].to_vec(), "UTF-16 without its mark"),
            (little[..little.len() - 1].to_vec(), "UTF-16"),
            (b"a\ngr\xF6\xDFe\n1\n".to_vec(), "line 2 is not UTF-8: it has the byte 0xF6"),
        ] {
            let error = decoded(bytes).expect_err(says);
            assert!(error.contains(says) && error.contains("save"), "{error}");
        }
    }
}
