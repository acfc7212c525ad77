//! Tokens and credentials stay hidden.

use sessage::outcome::ErrorCode;

use crate::support_delivery::{Reply, answer};
use crate::{bench, expired, side_by_side, taken, tokens};

#[test]
fn tokens_that_an_answer_echoes_are_masked() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    for said in ["acc/ess+1=", "acc%2Fess%2B1%3D", "ref/resh+1="] {
        let text = format!(r#"{{"errcode":40002,"errmsg":"bad {said}","x":"{said}"}}"#);
        bench.script([text.as_str()]);
        let raw = bench.fail().raw.clone().unwrap();
        assert!(raw.contains("MASKED_"), "{raw}");
    }
}

#[test]
fn a_token_that_another_send_has_replaced_meanwhile_is_masked_too() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    let late = r#"{"errcode":40002,"errmsg":"bad access_token acc/ess+1="}"#;
    bench.script([Reply::from(late).after(100), expired().after(10)]);
    bench.script([tokens(2), taken()]);
    let ended = side_by_side(&bench, &[0, 0]);
    let words = ended[0].as_ref().unwrap_err().provider_message.clone();
    assert_eq!(
        words.as_deref(),
        Some("bad access_token MASKED_accessToken")
    );
}

#[test]
fn a_token_in_an_answer_that_is_no_use_is_not_shown() {
    for text in [
        r#"{"errcode":0,"refresh_token":"ref/resh+1="}"#,
        r#"{"access_token":"acc/ess+1="}"#,
        r#"{"errcode":0,"access_token":"acc/ess+1=","refresh_to"#,
    ] {
        let bench = bench();
        bench.script([text]);
        assert_eq!(bench.fail().code, ErrorCode::BadResponse, "{text}");
    }
}

#[test]
fn credentials_that_a_login_echoes_are_masked() {
    for said in ["Cl1/ent+5=", "S3c/ret+6=", "S3c%2fret%2b6%3d"] {
        for text in [
            format!(r#"{{"errcode":40002,"errmsg":"bad {said}"}}"#),
            format!(r#"{{"errcode":-1,"invalid_param_list":[{{"field":"{said}"}}]}}"#),
            format!("<p>{said}</p>"),
        ] {
            let bench = bench();
            bench.script([answer(400, &text)]);
            bench.fail();
        }
    }
}
