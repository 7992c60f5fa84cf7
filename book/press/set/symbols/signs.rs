//! Which sign stands for what.

/// Raised signs and what they raise.
const RAISED: [(char, char); 20] = [
    ('⁰', '0'),
    ('¹', '1'),
    ('²', '2'),
    ('³', '3'),
    ('⁴', '4'),
    ('⁵', '5'),
    ('⁶', '6'),
    ('⁷', '7'),
    ('⁸', '8'),
    ('⁹', '9'),
    ('⁻', '−'),
    ('⁺', '+'),
    ('ᵗ', 't'),
    ('ᵏ', 'k'),
    ('ⁿ', 'n'),
    ('ⁱ', 'i'),
    ('ʲ', 'j'),
    ('ᵀ', 'T'),
    ('⁽', '('),
    ('⁾', ')'),
];

/// Lowered signs and what they lower.
const LOWERED: [(char, char); 21] = [
    ('₀', '0'),
    ('₁', '1'),
    ('₂', '2'),
    ('₃', '3'),
    ('₄', '4'),
    ('₅', '5'),
    ('₆', '6'),
    ('₇', '7'),
    ('₈', '8'),
    ('₉', '9'),
    ('₋', '−'),
    ('₊', '+'),
    ('ₜ', 't'),
    ('ₖ', 'k'),
    ('ₙ', 'n'),
    ('ᵢ', 'i'),
    ('ⱼ', 'j'),
    ('ₐ', 'a'),
    ('ₓ', 'x'),
    ('₍', '('),
    ('₎', ')'),
];

/// What a raised sign raises.
pub(super) fn raised(sign: char) -> Option<char> {
    RAISED.iter().find(|(up, _)| *up == sign).map(|(_, plain)| *plain)
}

/// What a lowered sign lowers.
pub(super) fn lowered(sign: char) -> Option<char> {
    LOWERED.iter().find(|(down, _)| *down == sign).map(|(_, plain)| *plain)
}

/// A Greek letter.
pub(super) fn is_greek(sign: char) -> bool {
    ('α'..='ω').contains(&sign) || ('Α'..='Ω').contains(&sign)
}

/// A sign that no word has, and that makes an expression of what it stands in.
pub(super) fn is_sign(sign: char) -> bool {
    is_greek(sign)
        || "√∞∂∇ŷ\u{302}".contains(sign)
        || raised(sign).is_some()
        || lowered(sign).is_some()
}

/// Signs between two terms, as they stand in HTML.
pub(super) const BETWEEN: [&str; 13] =
    ["=", "&lt;", "&gt;", "≤", "≥", "≈", "+", "−", "±", "∓", "·", "×", "/"];

/// Functions, longest first.
pub(super) const FUNCTIONS: [&str; 5] = ["exp", "log", "cos", "sin", "ln"];
