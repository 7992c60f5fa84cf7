//! The packed module answers as the program does, without a browser and without Node:
//! run in an interpreter. It takes a minute or two, so it is run on request:
//! `cargo test --release --manifest-path book/lab/module/Cargo.toml -- --ignored`.

use flate2::read::GzDecoder;
use std::io::Read;
use wasmi::{Engine, Instance, Linker, Module, Store};

struct Running {
    store: Store<()>,
    instance: Instance,
}

impl Running {
    fn new() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../descent.wasm.gz");
        let packed = std::fs::File::open(path).expect("the packed module");
        let mut bytes = Vec::new();
        GzDecoder::new(packed).read_to_end(&mut bytes).expect("a whole file");
        let engine = Engine::default();
        let module = Module::new(&engine, &bytes).expect("a module");
        let mut store = Store::new(&engine, ());
        let linker = Linker::new(&engine);
        let instance = linker.instantiate_and_start(&mut store, &module).expect("no imports");
        Self { store, instance }
    }

    fn call(&mut self, name: &str) -> u32 {
        let found = self.instance.get_typed_func::<(), u32>(&self.store, name).expect("an export");
        found.call(&mut self.store, ()).expect("no trap")
    }

    fn answer(&mut self, question: &str) -> String {
        let room = self.instance.get_typed_func::<u32, u32>(&self.store, "question");
        let length = u32::try_from(question.len()).expect("short");
        let at = room.expect("an export").call(&mut self.store, length).expect("no trap");
        let memory = self.instance.get_memory(&self.store, "memory").expect("a memory");
        memory.write(&mut self.store, at as usize, question.as_bytes()).expect("room");
        let length = self.call("answer");
        let from = self.call("result");
        let mut bytes = vec![0; length as usize];
        memory.read(&self.store, from as usize, &mut bytes).expect("an answer");
        String::from_utf8(bytes).expect("text")
    }
}

#[test]
#[ignore = "takes a minute"]
fn every_chapter_answers_as_the_program_does() {
    let mut running = Running::new();
    for chapter in chapters::CHAPTERS {
        let question = format!(r#"{{"ask":"page","chapter":"{}"}}"#, chapter.name());
        let [found, wanted] =
            [running.answer(&question), lab::answer(chapters::CHAPTERS, &question)];
        assert!(found == wanted, "{}: another page", chapter.name());
        let page: serde_json::Value = serde_json::from_str(&found).expect("JSON");
        assert!(page["numbers"].as_object().is_some_and(|numbers| numbers.len() > 20), "{found}");
    }
}
