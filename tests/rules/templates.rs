//! Templates and fallbacks with the problems that they have.

use sessage::provider::by_name;

use crate::by_hand::{compare, filled};
use crate::places::problems_of;
use crate::support::cases::{Case, Expected};
use crate::support::examples;

const fn case(
    name: &'static str,
    provider: &'static str,
    message: &'static str,
    expected: Expected,
) -> Case {
    Case {
        name,
        provider,
        message,
        expected,
    }
}

/// Contents of a message, in which `NAME` stands for a template and its name, `KNOWN` for all that some
/// providers know it by, and `URL` for a button that opens a page.
#[rustfmt::skip]
const CONTENTS: &[Case] = &[
    // What a template is known by
    case("a template alone", "islash", r#"{"type": "template"}"#, &[("/content/name", "required")]),
    case("a blank name", "texter", r#"{"type": "template", "name": " "}"#, &[("/content/name", "required")]),
    case("a name of any kind", "islash", r#"{"type": "template", "name": "order ready/é"}"#, &[]),
    case("a name that Texter does not take", "texter", r#"{"type": "template", "name": "order ready"}"#,
        &[("/content/name", "invalid_format")]),
    case("a name that Connectly does not take", "connectly", r#"{"type": "template", "name": "é", "language": "en"}"#,
        &[("/content/name", "invalid_format")]),
    case("a name that is a number", "texter", r#"{"type": "template", "name": 5}"#, &[("/content/name", "invalid_type")]),
    case("a language on iSlash", "islash", r#"{NAME, "language": "en"}"#, &[("/content/language", "unsupported")]),
    case("no language on Connectly", "connectly", "{NAME}", &[("/content/language", "required")]),
    case("a language of no form", "connectly", r#"{NAME, "language": "en US"}"#, &[("/content/language", "invalid_format")]),
    case("no language on Texter", "texter", "{NAME}", &[]),
    case("a name alone on Yeastar", "yeastar", "{NAME}",
        &[("/content/id", "required"), ("/content/templateId", "required"), ("/content/language", "required")]),
    case("all that Yeastar knows it by", "yeastar", "{KNOWN}", &[]),
    case("ids that are no ids", "yeastar", r#"{NAME, "id": "x-1", "templateId": 7, "language": ""}"#,
        &[("/content/id", "invalid_format"), ("/content/templateId", "invalid_type"), ("/content/language", "required")]),
    case("an id that is a fraction", "yeastar", r#"{NAME, "id": 1.5, "templateId": "7", "language": "en"}"#,
        &[("/content/id", "invalid_type")]),
    case("what the contact never sees", "texter", r#"{KNOWN, "category": "UTILITY"}"#,
        &[("/content/id", "unsupported, a warning"), ("/content/templateId", "unsupported, a warning"),
          ("/content/category", "unsupported, a warning")]),
    case("an unknown field", "texter", r#"{NAME, "namespace": "x"}"#, &[("/content/namespace", "unknown_field")]),

    // Values
    case("a value with a line break", "texter", r#"{NAME, "body": ["a", "b\nc"]}"#, &[("/content/body/1", "invalid_format")]),
    case("a value with a carriage return", "islash", r#"{NAME, "body": ["b\rc"]}"#, &[("/content/body/0", "invalid_format")]),
    case("a value with a tab", "connectly", r#"{NAME, "language": "en", "body": ["b\tc"]}"#, &[("/content/body/0", "invalid_format")]),
    case("a value with five spaces", "yeastar", r#"{KNOWN, "body": ["a     b"]}"#, &[("/content/body/0", "invalid_format")]),
    case("a value with four spaces", "yeastar", r#"{KNOWN, "body": ["a    b"]}"#, &[]),
    case("a named value with a tab", "yeastar", r#"{KNOWN, "body": {"day": "a\tb"}}"#, &[("/content/body/day", "invalid_format")]),
    case("a header with a line break", "yeastar", r#"{KNOWN, "header": "a\nb"}"#, &[("/content/header", "invalid_format")]),
    case("a button's value with a tab", "islash", r#"{NAME, "buttons": [{"type": "url", "text": "a\tb"}]}"#,
        &[("/content/buttons/0/text", "invalid_format")]),
    case("blank values", "yeastar", r#"{KNOWN, "header": "", "body": [" ", "x"]}"#,
        &[("/content/header", "required"), ("/content/body/0", "required")]),
    case("values that are no texts", "texter", r#"{NAME, "body": ["a", 5, null, "b\tc"]}"#,
        &[("/content/body/1", "invalid_type"), ("/content/body/2", "invalid_type"), ("/content/body/3", "invalid_format")]),
    case("a named value that is no text", "yeastar", r#"{KNOWN, "body": {"a/b": 5, "day": "x"}}"#,
        &[("/content/body/a~1b", "invalid_type")]),
    case("a body that is a text", "texter", r#"{NAME, "body": "Ann"}"#, &[("/content/body", "invalid_type")]),
    case("a body of nothing", "islash", r#"{NAME, "body": []}"#, &[]),
    case("half of a surrogate pair", "texter", r#"{NAME, "body": [{"\u0000": "lone surrogate"}]}"#,
        &[("/content/body/0", "invalid_format")]),

    // Lengths
    case("a header that fits", "connectly", r#"{NAME, "language": "en", "header": "<60>"}"#, &[]),
    case("a header that is too long", "connectly", r#"{NAME, "language": "en", "header": "<61>"}"#, &[("/content/header", "too_long")]),
    case("a value beside a header", "yeastar", r#"{KNOWN, "header": "x", "body": ["<1024>"]}"#, &[]),
    case("a long value beside a header", "yeastar", r#"{KNOWN, "header": "x", "body": ["<1025>"]}"#, &[("/content/body/0", "too_long")]),
    case("a long named value beside a button", "yeastar", r#"{KNOWN, "buttons": [{"type": "flow"}], "body": {"day": "<1025>"}}"#,
        &[("/content/body/day", "too_long")]),
    case("a long value alone", "texter", r#"{NAME, "body": ["x", "<32768>"]}"#, &[]),
    case("a value alone that is too long", "texter", r#"{NAME, "body": ["x", "<32769>"]}"#, &[("/content/body/1", "too_long")]),
    case("a named value alone that is too long", "yeastar", r#"{KNOWN, "body": {"day": "<32769>"}}"#, &[("/content/body/day", "too_long")]),
    case("three values on iSlash", "islash", r#"{NAME, "body": ["1", "2", "3"]}"#, &[]),
    case("four values on iSlash", "islash", r#"{NAME, "body": ["1", "2", "3", "4"]}"#, &[("/content/body", "too_many")]),
    case("fifteen values on Connectly", "connectly",
        r#"{NAME, "language": "en", "body": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"]}"#, &[]),
    case("sixteen values on Connectly", "connectly",
        r#"{NAME, "language": "en", "body": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"]}"#,
        &[("/content/body", "too_many")]),
    case("sixteen values on Texter", "texter",
        r#"{NAME, "body": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"]}"#, &[]),
    case("ten buttons", "yeastar",
        r#"{KNOWN, "buttons": [URL, URL, URL, URL, URL, URL, URL, URL, URL, URL]}"#, &[]),
    case("eleven buttons", "yeastar",
        r#"{KNOWN, "buttons": [URL, URL, URL, URL, URL, URL, URL, URL, URL, URL, URL]}"#, &[("/content/buttons", "too_many")]),

    // Names
    case("names of placeholders", "yeastar", r#"{KNOWN, "body": {"first_name": "a", "abcdefghijklmnopqrst": "b"}}"#, &[]),
    case("names that are too long or of other letters", "yeastar",
        r#"{KNOWN, "body": {"abcdefghijklmnopqrstu": "a", "firstName": "b", "x1": "c", "a/b": "d", "": "e"}}"#,
        &[("/content/body/abcdefghijklmnopqrstu", "too_long"), ("/content/body/firstName", "invalid_format"),
          ("/content/body/x1", "invalid_format"), ("/content/body/a~1b", "invalid_format"), ("/content/body/", "required")]),
    case("named values on iSlash", "islash", r#"{NAME, "body": {"day": "x"}}"#, &[("/content/body", "unsupported")]),
    case("named values on Connectly", "connectly", r#"{NAME, "language": "en", "body": {"day": "\t"}}"#, &[("/content/body", "unsupported")]),
    case("named values on Texter", "texter", r#"{NAME, "body": {"Day": "x"}}"#, &[("/content/body", "unsupported")]),

    // Headers
    case("a text header on iSlash", "islash", r#"{NAME, "header": "x"}"#, &[("/content/header", "unsupported")]),
    case("a text header on Texter", "texter", r#"{NAME, "header": "x"}"#, &[("/content/header", "unsupported")]),
    case("a header that is a list", "texter", r#"{NAME, "header": ["x"]}"#, &[("/content/header", "invalid_type")]),
    case("a header of nothing", "texter", r#"{NAME, "header": {}}"#,
        &[("/content/header/type", "required"), ("/content/header", "required")]),
    case("a header that is no picture", "texter", r#"{NAME, "header": {"type": "audio", "url": "https://e.com/a"}}"#,
        &[("/content/header/type", "invalid_format")]),
    case("a header by address on iSlash", "islash", r#"{NAME, "header": {"type": "image", "url": "https://e.com/a.jpg"}}"#,
        &[("/content/header/url", "unsupported")]),
    case("a header by address on Yeastar", "yeastar", r#"{KNOWN, "header": {"type": "video", "url": "https://e.com/a.mp4"}}"#,
        &[("/content/header/url", "unsupported")]),
    case("an uploaded header on Texter", "texter", r#"{NAME, "header": {"type": "document", "uploaded": "f-1"}}"#,
        &[("/content/header/uploaded", "unsupported")]),
    case("a Blob as a header on Connectly", "connectly",
        r#"{NAME, "language": "en", "header": {"type": "image", "file": {"$blob": {"type": "image/png", "size": 1}}}}"#,
        &[("/content/header/file", "unsupported")]),
    case("two sources of a header", "yeastar", r#"{KNOWN, "header": {"type": "image", "url": "https://e.com", "uploaded": "x"}}"#,
        &[("/content/header", "conflict")]),
    case("a caption in a header", "texter", r#"{NAME, "header": {"type": "image", "url": "https://e.com", "caption": "x"}}"#,
        &[("/content/header/caption", "unknown_field")]),
    case("an address of no web page", "connectly", r#"{NAME, "language": "en", "header": {"type": "image", "url": "a.jpg"}}"#,
        &[("/content/header/url", "invalid_format")]),
    case("an address that ends like another kind", "connectly",
        r#"{NAME, "language": "en", "header": {"type": "image", "url": "https://e.com/a.pdf"}}"#,
        &[("/content/header/url", "invalid_format, a warning")]),
    case("a Blob of another kind", "islash", r#"{NAME, "header": {"type": "image", "file": {"$blob": {"type": "video/mp4", "size": 1}}}}"#,
        &[("/content/header/file", "invalid_format")]),
    case("any Blob on Yeastar", "yeastar", r#"{KNOWN, "header": {"type": "image", "file": {"$blob": {"type": "", "size": 5242880}}}}"#, &[]),
    case("a Blob that a PBX keeps and WhatsApp does not take", "yeastar",
        r#"{KNOWN, "header": {"type": "image", "file": {"$blob": {"type": "image/gif", "size": 104857600}}}}"#,
        &[("/content/header/file", "invalid_format, a warning"), ("/content/header/file", "too_large, a warning")]),
    case("a Blob that a PBX does not keep", "yeastar",
        r#"{KNOWN, "header": {"type": "image", "file": {"$blob": {"type": "", "size": 104857601}}}}"#, &[("/content/header/file", "too_large")]),

    // Buttons
    case("buttons that never change", "texter", r#"{NAME, "buttons": [{"type": "url"}, {"type": "flow", "text": ""}, {"type": "copy_code"}]}"#, &[]),
    case("a button's value on Texter", "texter", r#"{NAME, "buttons": [{"type": "url", "text": "x"}]}"#,
        &[("/content/buttons/0/text", "unsupported")]),
    case("values of two buttons on iSlash", "islash", r#"{NAME, "buttons": [{"type": "url", "text": "x"}, {"type": "url"}, {"type": "url", "text": "y"}]}"#,
        &[("/content/buttons", "too_many")]),
    case("a value of another button", "connectly", r#"{NAME, "language": "en", "buttons": [{"type": "copy_code", "text": "x"}]}"#,
        &[("/content/buttons/0/text", "unsupported")]),
    case("values of all buttons on Yeastar", "yeastar",
        r#"{KNOWN, "buttons": [{"type": "copy_code", "text": "x"}, {"type": "quick_reply", "text": "y"}, {"type": "phone_number", "text": "z"}]}"#, &[]),
    case("buttons of no type", "yeastar", r#"{KNOWN, "buttons": [{"text": "x"}, {"type": "catalog"}, {"type": "Url"}, null, "url"]}"#,
        &[("/content/buttons/0/type", "required"), ("/content/buttons/1/type", "invalid_format"),
          ("/content/buttons/2/type", "invalid_format"), ("/content/buttons/3", "invalid_type"), ("/content/buttons/4", "invalid_type")]),
];

/// Whole messages.
#[rustfmt::skip]
const MESSAGES: &[Case] = &[
    // Beside a template
    case("a chat alone on Texter", "texter", r#"{"to": {"conversationId": "c1"}, "content": {NAME}}"#, &[("/to/phone", "required")]),
    case("a chat and a phone on Texter", "texter", r#"{"to": {"conversationId": "c1", "phone": "+85256872847"}, "content": {NAME}}"#, &[]),
    case("a bsuid on Texter", "texter", r#"{"to": {"bsuid": "US.1"}, "content": {NAME}}"#, &[("/to/bsuid", "unsupported")]),
    case("a number to send from on Texter", "texter", r#"{"to": "+85256872847", "from": "+1 604 444 1111", "content": {NAME}}"#, &[]),
    case("the same for a session message", "texter", r#"{"to": "+85256872847", "from": "+1 604 444 1111", "content": {"type": "text", "text": "x"}}"#,
        &[("/from", "unsupported")]),
    case("a number of no form on Texter", "texter", r#"{"to": "+85256872847", "from": "0604", "content": {NAME}}"#, &[("/from", "invalid_format")]),
    case("a template quotes nothing", "texter", r#"{"to": "+85256872847", "replyTo": "wamid.A", "content": {NAME}}"#, &[("/replyTo", "unsupported")]),
    case("nor on iSlash", "islash", r#"{"to": "+85256872847", "replyTo": "9126", "content": {NAME}}"#, &[("/replyTo", "unsupported")]),
    case("a reference of a template", "texter", r#"{"to": "+85256872847", "reference": "r", "content": {NAME}}"#,
        &[("/reference", "unsupported, a warning")]),
    case("a session has its number and channel", "yeastar", r#"{"to": {"conversationId": 1}, "from": "+1", "content": {KNOWN}}"#, &[("/from", "conflict")]),
    case("the session key of a template's form", "islash", r#"{"to": "+85256872847", "providerOptions": {"session": "x"}, "content": {NAME}}"#,
        &[("/providerOptions/session", "conflict")]),

    // Fallbacks
    case("a fallback", "texter", r#"{"to": "+85256872847", "fallback": {NAME}, "content": {"type": "text", "text": "x"}}"#, &[]),
    case("a fallback beside a quote and a tag", "islash", r#"{"to": "+85256872847", "replyTo": "9126", "fallback": {NAME}, "content": {"type": "text", "text": "x"}}"#, &[]),
    case("a fallback of null", "texter", r#"{"to": "+85256872847", "fallback": null, "content": {"type": "text", "text": "x"}}"#,
        &[("/fallback", "invalid_type")]),
    case("a fallback that is a name", "texter", r#"{"to": "+85256872847", "fallback": "order_ready", "content": {"type": "text", "text": "x"}}"#,
        &[("/fallback", "invalid_type")]),
    case("a fallback without a type", "texter", r#"{"to": "+85256872847", "fallback": {"name": "x"}, "content": {"type": "text", "text": "x"}}"#,
        &[("/fallback/type", "required")]),
    case("a fallback that is no template", "texter", r#"{"to": "+85256872847", "fallback": {"type": "text", "text": ""}, "content": {"type": "text", "text": "x"}}"#,
        &[("/fallback/type", "invalid_format")]),
    case("a fallback with a fault in every field", "connectly",
        r#"{"to": "+85256872847", "content": {"type": "text", "text": "x"}, "fallback": {"type": "template", "name": "é", "header": "<61>",
            "body": ["a\tb", 5], "buttons": [{"type": "flow", "text": "x"}, {"type": "x"}], "colour": "red"}}"#,
        &[("/fallback/name", "invalid_format"), ("/fallback/language", "required"), ("/fallback/header", "too_long"),
          ("/fallback/body/0", "invalid_format"), ("/fallback/body/1", "invalid_type"), ("/fallback/buttons/0/text", "unsupported"),
          ("/fallback/buttons/1/type", "invalid_format"), ("/fallback/colour", "unknown_field")]),
    case("faults of both", "yeastar", r#"{"to": "100", "content": {"type": "text"}, "fallback": {NAME}}"#,
        &[("/content/text", "required"), ("/fallback/id", "required"), ("/fallback/templateId", "required"), ("/fallback/language", "required")]),
    case("a fallback beside a content that is not there", "texter", r#"{"to": "+85256872847", "fallback": {"type": "template", "name": "a b"}}"#,
        &[("/content", "required"), ("/fallback/name", "invalid_format")]),
    case("a fallback beside a content of no kind", "texter", r#"{"to": "+85256872847", "content": {"type": "poll"}, "fallback": {"type": "template", "name": ""}}"#,
        &[("/content/type", "invalid_format"), ("/fallback/name", "required")]),
    case("a content that the provider lacks, with a fallback", "islash",
        r#"{"to": "+85256872847", "content": {"type": "location", "latitude": 1, "longitude": 2}, "fallback": {NAME, "language": "en"}}"#,
        &[("/content/type", "unsupported"), ("/fallback/language", "unsupported")]),
    case("a recipient's fault is told once", "connectly",
        r#"{"to": "nope", "reference": "<1025>", "content": {"type": "text", "text": "x"}, "fallback": {NAME, "language": "en"}}"#,
        &[("/to", "invalid_format"), ("/reference", "too_long")]),
    case("a chat where the fallback needs a phone", "texter",
        r#"{"to": {"conversationId": "c1"}, "content": {"type": "text", "text": "x"}, "fallback": {NAME}}"#, &[("/to/phone", "required")]),
    case("a reference that the fallback drops", "texter", r#"{"to": "+85256872847", "reference": "r", "content": {"type": "text", "text": "x"}, "fallback": {NAME}}"#,
        &[("/reference", "unsupported, a warning")]),
    case("a template as both", "texter", r#"{"to": "+85256872847", "content": {NAME}, "fallback": {NAME}}"#, &[]),
];

/// A case's text with what stands for more written out.
fn written(text: &str) -> String {
    let name = r#""type": "template", "name": "order_ready""#;
    let known =
        format!(r#"{name}, "id": 1773, "templateId": "1293546285747227", "language": "en""#);
    let text = text.replace("NAME", name).replace("KNOWN", &known);
    filled(&text.replace("URL", r#"{"type": "url"}"#))
}

#[test]
fn each_template_has_the_problems_of_its_case() {
    let mut wrong = Vec::new();
    for case in CONTENTS {
        let content = written(case.message);
        let message = format!(r#"{{"to": "+85256872847", "content": {content}}}"#);
        let example = examples::read(&message);
        let found = problems_of(by_name(case.provider).unwrap(), &example);
        compare(case.name, &found, case.expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fallback_has_the_problems_of_the_same_template_as_content() {
    let mut wrong = Vec::new();
    for case in CONTENTS {
        let fallback = written(case.message);
        let message = format!(
            r#"{{"to": "+85256872847", "content": {{"type": "text", "text": "x"}}, "fallback": {fallback}}}"#
        );
        let example = examples::read(&message);
        let mut found = problems_of(by_name(case.provider).unwrap(), &example);
        for problem in &mut found {
            problem.path = problem.path.replacen("/fallback", "/content", 1);
        }
        compare(case.name, &found, case.expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_message_has_the_problems_of_its_case() {
    let mut wrong = Vec::new();
    for case in MESSAGES {
        let example = examples::read(&written(case.message));
        let found = problems_of(by_name(case.provider).unwrap(), &example);
        compare(case.name, &found, case.expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
