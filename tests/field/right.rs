//! Holding what came of a row against what is right.

use serde_json::Value;
use sessage::outcome::{Error, Receipt};

/// How the send ended.
pub fn assert_ended(right: &Value, ended: &Result<Receipt, Error>) {
    match ended {
        Ok(receipt) => {
            assert!(right["error"].is_null(), "it was sent: {receipt:?}");
            assert_members(&right["receipt"], &serde_json::to_value(receipt).unwrap());
        }
        Err(error) => {
            assert!(right["receipt"].is_null(), "it failed: {error:?}");
            let found = serde_json::to_value(error).unwrap();
            assert_members(&right["error"], &found);
            assert_says(&right["says"], &error.message);
            assert_problems(right, &found["problems"]);
        }
    }
}

/// All problems, where the row names them.
pub fn assert_problems(right: &Value, found: &Value) {
    let (Some(right), Some(found)) = (right["problems"].as_array(), found.as_array()) else {
        return;
    };
    assert_eq!(right.len(), found.len(), "problems: {found:#?}");
    for (right, found) in right.iter().zip(found) {
        let mut members = right.clone();
        let says = members.as_object_mut().unwrap().remove("says");
        assert_members(&members, found);
        assert_says(
            &says.unwrap_or_default(),
            found["message"].as_str().unwrap(),
        );
    }
}

fn assert_members(right: &Value, found: &Value) {
    for (key, value) in right.as_object().into_iter().flatten() {
        // To JavaScript 20 and 20.0 are one number.
        if let (Some(right), Some(found)) = (value.as_f64(), found[key].as_f64())
            && right == found
        {
            continue;
        }
        assert_eq!(*value, found[key], "{key} of {found:#}");
    }
}

fn assert_says(right: &Value, message: &str) {
    let words = match right {
        Value::Array(all) => all.as_slice(),
        Value::Null => &[],
        one => std::slice::from_ref(one),
    };
    for words in words.iter().filter_map(Value::as_str) {
        assert!(message.contains(words), "{words:?} is not in {message:?}");
    }
}
