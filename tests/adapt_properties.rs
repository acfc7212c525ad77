//! What must hold of every message that is adapted. `SESSAGE_CASES` sets how many each property tries.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice
)]

mod support {
    pub mod blobs;
    pub mod messages;
    pub mod pointer;
}

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::strategy::BoxedStrategy;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use sessage::adapt::{Adapt, Adapted, adapt, default_segmenter};
use sessage::json::{Json, object};
use sessage::message::{Content, Message, Value, Walk};
use sessage::problem::{Code, Problem, Problems, Severity};
use sessage::provider::PROVIDERS;
use sessage::rules::{Capabilities, check_content};

use support::messages::{content, faulty_content};
use support::{blobs, pointer};

const MODES: [Adapt; 2] = [Adapt::Reshape, Adapt::Truncate];

#[test]
fn a_message_that_fits_is_not_changed() {
    let fitting = Cell::new(0);
    each(content(), |given| {
        if errors(&given.message.content, given.capabilities).is_empty() {
            fitting.set(fitting.get() + 1);
            for mode in MODES {
                let adapted = given.adapted(mode);
                assert_eq!(adapted.parts, std::slice::from_ref(&given.message));
                assert_eq!(adapted.changes, []);
            }
        }
    });
    assert!(fitting.get() > 20, "only {} messages fit", fitting.get());
}

#[test]
fn adapting_twice_changes_nothing_more() {
    each(faulty_content(), |given| {
        for mode in MODES {
            for part in given.adapted(mode).parts {
                let again = adapt(&part, given.capabilities, mode, 20, default_segmenter());
                assert_eq!(again.parts, [part], "{mode:?}");
                assert_eq!(again.changes, [], "{mode:?}");
            }
        }
    });
}

#[test]
fn what_is_adapted_has_no_problem_but_those_that_adapting_does_not_solve() {
    each(content(), |given| {
        for mode in MODES {
            for part in given.adapted(mode).parts {
                for problem in errors(&part.content, given.capabilities) {
                    assert!(
                        is_left(&problem, &part.content, mode),
                        "{mode:?}: {problem:?} of {:?}",
                        part.content
                    );
                }
            }
        }
    });
}

#[test]
fn a_problem_that_is_left_points_into_the_message_as_it_was_given() {
    each(content(), |given| {
        for mode in MODES {
            let adapted = given.adapted(mode);
            for (index, part) in adapted.parts.iter().enumerate() {
                for problem in errors(&part.content, given.capabilities) {
                    let path = adapted.path_in(index, &problem.path);
                    let is_there = pointer::get(&given.value, &path).is_some();
                    assert!(is_there, "{path}, which was {}", problem.path);
                }
            }
        }
    });
}

/// Problems that are not adapting's to solve: a file by Blob or upload where the provider takes none, a file
/// name beside a file that has no room for one, an id, which is never cut; and labels, for `truncate`.
fn is_left(problem: &Problem, content: &Content, mode: Adapt) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| problem.path.ends_with(end));
    let is_media = matches!(content, Content::Media(_));
    match problem.code {
        Code::Unsupported if is_media => ends(&["/file", "/uploaded", "/filename", "/type"]),
        Code::TooLong if ends(&["/id"]) => true,
        Code::TooLong if mode == Adapt::Reshape => ends(&["/title", "/button", "/description"]),
        _ => false,
    }
}

#[test]
fn reshape_loses_no_word() {
    each(content(), |given| {
        let adapted = given.adapted(Adapt::Reshape);
        let mut left = BTreeMap::new();
        for part in &adapted.parts {
            for word in words(&part.content) {
                *left.entry(word).or_insert(0) += 1;
            }
        }
        // A card's line says a first name once that stands in the whole name.
        let is_set = matches!(*given.message.content, Content::Contacts(_));
        for word in words(&given.message.content) {
            let count = left.get_mut(&word);
            let Some(count) = count.filter(|count| **count > 0) else {
                panic!("{word:?} is lost");
            };
            *count -= i32::from(!is_set);
        }
    });
}

#[test]
fn no_part_is_empty_or_beyond_the_limit() {
    each(faulty_content(), |given| {
        for mode in MODES {
            let adapted = given.adapted(mode);
            assert!(!adapted.parts.is_empty());
            let is_one = adapted.parts.len() == 1;
            for part in &adapted.parts {
                if let Content::Text(text) = &*part.content {
                    assert!(
                        is_one || !text.text.trim().is_empty(),
                        "{:?}",
                        adapted.parts
                    );
                    assert!(text.text.chars().count() <= 4096);
                }
            }
        }
    });
}

#[test]
fn a_text_is_cut_between_graphemes() {
    use unicode_segmentation::UnicodeSegmentation;
    each(content(), |given| {
        let Content::Text(text) = &*given.message.content else {
            return;
        };
        let ends: Vec<usize> = text.text.grapheme_indices(true).map(|(at, _)| at).collect();
        let mut from = 0;
        for part in given.adapted(Adapt::Reshape).parts {
            let Content::Text(piece) = &*part.content else {
                panic!("{part:?}")
            };
            let at = from
                + text.text[from..]
                    .find(&piece.text)
                    .expect("the pieces are in order");
            let end = at + piece.text.len();
            assert!(ends.contains(&at), "{piece:?} begins within a grapheme");
            assert!(
                end == text.text.len() || ends.contains(&end),
                "{piece:?} ends within a grapheme"
            );
            assert!(text.text[from..at].trim().is_empty());
            from = end;
        }
    });
}

#[test]
fn each_change_points_into_the_message_and_reads_well() {
    each(faulty_content(), |given| {
        for mode in MODES {
            for change in given.adapted(mode).changes {
                let is_there = pointer::get(&given.value, &change.path).is_some();
                assert!(is_there, "{} is not in the message", change.path);
                let words = &change.message;
                assert!(
                    words.ends_with('.') && words.chars().count() < 200,
                    "{words}"
                );
                let first = words.chars().next().unwrap();
                assert!(first.is_uppercase(), "{words}");
                for noise in ["\\u{", "\\n", "Some(", "None", "\"", "  "] {
                    assert!(!words.contains(noise), "{words}");
                }
            }
        }
    });
}

/// One message to adapt to one provider.
struct Given {
    message: Message,
    value: Json,
    capabilities: &'static Capabilities,
}

impl Given {
    fn adapted(&self, mode: Adapt) -> Adapted {
        adapt(
            &self.message,
            self.capabilities,
            mode,
            20,
            default_segmenter(),
        )
    }
}

/// Tries a property on so many messages for each provider, the same ones at every run.
fn each(contents: BoxedStrategy<Json>, property: impl Fn(&Given)) {
    let cases = std::env::var("SESSAGE_CASES").ok();
    let config = Config {
        cases: cases.and_then(|cases| cases.parse().ok()).unwrap_or(256),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    };
    for (index, entry) in PROVIDERS.iter().enumerate() {
        let seed = [u8::try_from(index).unwrap(); 32];
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(config.clone(), rng);
        let result = runner.run(&contents, |content| {
            let value = object([
                ("to", Some(Json::from("+85256872847"))),
                ("content", Some(content)),
            ]);
            let (plain, attachments) = blobs::take_out(&value);
            let message = Message::read(&plain, &attachments, &mut Problems::new()).unwrap();
            property(&Given {
                message,
                value,
                capabilities: entry.capabilities,
            });
            Ok(())
        });
        let provider = entry.capabilities.provider;
        match result {
            Ok(()) => {}
            Err(TestError::Fail(reason, content)) => {
                let content: String = content.to_string().chars().take(2000).collect();
                panic!("{provider}: {reason}\n{content}")
            }
            Err(other) => panic!("{provider}: {other}"),
        }
    }
}

fn errors(content: &Content, capabilities: &Capabilities) -> Vec<Problem> {
    let mut problems = Problems::new();
    check_content(content, capabilities, &mut problems);
    let mut problems = problems.into_vec();
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

/// Every word of every text, without what may stand beside it once it moves into another.
fn words(content: &Content) -> Vec<String> {
    let mut words = Vec::new();
    let mut add = |text: &str| {
        // A sentence may end where no space follows.
        let parts = text.split(|it: char| it.is_whitespace() || it == '。');
        let bare = parts.map(|word| word.trim_matches(['(', ')', ':', ',', '.', '+']));
        words.extend(bare.filter(|word| !word.is_empty()).map(str::to_owned));
    };
    let mut walk = |content: &Content| {
        content.walk(&mut Walk::new("", &mut |field| {
            if let Value::Text(text) = field.value {
                add(text);
            }
        }));
    };
    walk(content);
    if let Content::Album(album) = content {
        for item in &album.items {
            walk(&Content::Media(item.clone()));
        }
    }
    words
}
