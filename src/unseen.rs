//! Characters that nobody sees, and how to name a character to a person who cannot tell it from another.

/// Default_Ignorable_Code_Point and the category Cf of Unicode 16, and the blank of Braille: the first and the last of
/// each run. <https://www.unicode.org/Public/16.0.0/ucd/>
const UNSEEN: [(u32, u32); 26] = [
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x600, 0x605),
    (0x61C, 0x61C),
    (0x6DD, 0x6DD),
    (0x70F, 0x70F),
    (0x890, 0x891),
    (0x8E2, 0x8E2),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
];

/// What people call characters that they cannot see, or take for others. The first run that holds a character counts.
const NAMES: [(u32, u32, &str); 44] = [
    (0x0, 0x0, "NUL"),
    (0x7, 0x7, "bell"),
    (0x8, 0x8, "backspace"),
    (0x9, 0x9, "tab"),
    (0xA, 0xA, "line feed"),
    (0xD, 0xD, "carriage return"),
    (0x1B, 0x1B, "escape"),
    (0x0, 0x1F, "control character"),
    (0x20, 0x20, "space"),
    (0x41, 0x5A, "letter"),
    (0x61, 0x7A, "letter"),
    (0x7F, 0x7F, "delete"),
    (0x80, 0x9F, "control character"),
    (0xA0, 0xA0, "no-break space"),
    (0xAD, 0xAD, "soft hyphen"),
    (0x34F, 0x34F, "combining grapheme joiner"),
    (0x660, 0x669, "Arabic-Indic digit"),
    (0x6F0, 0x6F9, "extended Arabic-Indic digit"),
    (0x7C0, 0x7C9, "N'Ko digit"),
    (0x966, 0x96F, "Devanagari digit"),
    (0x9E6, 0x9EF, "Bengali digit"),
    (0xE50, 0xE59, "Thai digit"),
    (0x115F, 0x1160, "Hangul filler"),
    (0x180E, 0x180E, "Mongolian vowel separator"),
    (0x2000, 0x200A, "space"),
    (0x200B, 0x200B, "zero width space"),
    (0x200C, 0x200C, "zero width non-joiner"),
    (0x200D, 0x200D, "zero width joiner"),
    (0x200E, 0x200E, "left-to-right mark"),
    (0x200F, 0x200F, "right-to-left mark"),
    (0x2028, 0x2029, "separator"),
    (0x202A, 0x202E, "direction mark"),
    (0x2060, 0x2060, "word joiner"),
    (0x2066, 0x2069, "direction mark"),
    (0x2212, 0x2212, "minus sign"),
    (0x2800, 0x2800, "Braille blank"),
    (0x3000, 0x3000, "ideographic space"),
    (0x3164, 0x3164, "Hangul filler"),
    (0xFE00, 0xFE0F, "variation selector"),
    (0xFEFF, 0xFEFF, "byte order mark"),
    (0xFF0B, 0xFF0B, "full-width plus sign"),
    (0xFF0D, 0xFF0D, "full-width hyphen"),
    (0xFF10, 0xFF19, "full-width digit"),
    (0xFFA0, 0xFFA0, "Hangul filler"),
];

/// Whether a character shows nothing: white space, what Unicode calls ignorable or a format character, and the blank
/// of Braille.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    let code = u32::from(character);
    character.is_whitespace()
        || (code >= 0xAD
            && UNSEEN
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&code)))
}

/// Whether nothing in the text can be seen. Known by the first character that can: most texts begin with it.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

/// A character by its code point, and by its name where it has one here: `U+200B (zero width space)`.
#[must_use]
pub fn describe(character: char) -> String {
    let code = u32::from(character);
    let known = NAMES
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&code));
    let name = known.map_or(String::new(), |(_, _, name)| [" (", name, ")"].concat());
    format!("U+{code:04X}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_blank() {
        let blank = [
            "",
            " \t\r\n",
            "\u{a0}\u{3000}\u{2028}",
            "\u{200b}\u{feff}",
            "\u{ad}",
            "\u{2800}",
            "\u{3164}\u{ffa0}\u{115f}",
            "\u{fe0f}",
            "\u{e0001}\u{e007f}\u{e0fff}",
            "\u{202e} \u{2069}",
        ];
        for text in blank {
            assert!(is_blank(text), "{text:?}");
        }
        let seen = [
            "x",
            ".",
            "👍",
            "☺\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "🇩🇪",
            "\u{200e}x",
            "שלום",
            "\u{301}",
            "\u{7}",
            "\u{fffc}",
        ];
        for text in seen {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn characters_are_named() {
        let cases = [
            ('\u{200b}', "U+200B (zero width space)"),
            ('\u{6}', "U+0006 (control character)"),
            ('\u{7}', "U+0007 (bell)"),
            ('\u{ff15}', "U+FF15 (full-width digit)"),
            ('٣', "U+0663 (Arabic-Indic digit)"),
            ('é', "U+00E9"),
            ('\u{e0020}', "U+E0020"),
        ];
        for (character, name) in cases {
            assert_eq!(describe(character), name);
        }
    }
}
