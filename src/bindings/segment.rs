//! Grapheme boundaries by `Intl.Segmenter`.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::adapt::Segmenter;

/// `Intl.Segmenter`, or code points where a runtime is too old to have it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Intl;

impl Segmenter for Intl {
    fn ends(&self, text: &str) -> Vec<usize> {
        lengths(text).map_or_else(|_| by_code_points(text), |lengths| sums(&lengths))
    }
}

fn get(target: &JsValue, key: &str) -> Result<JsValue, JsValue> {
    Reflect::get(target, &JsValue::from_str(key))
}

/// The length in bytes of each grapheme.
fn lengths(text: &str) -> Result<Vec<usize>, JsValue> {
    let class: Function = get(&get(&js_sys::global(), "Intl")?, "Segmenter")?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"grapheme".into())?;
    let segmenter = Reflect::construct(&class, &js_sys::Array::of2(&JsValue::UNDEFINED, &options))?;
    let segment: Function = get(&segmenter, "segment")?.dyn_into()?;
    let segments = segment.call1(&segmenter, &JsValue::from_str(text))?;
    let iterator = js_sys::try_iter(&segments)?.ok_or(JsValue::UNDEFINED)?;
    iterator
        .map(|segment| {
            let text = get(&segment?, "segment")?.as_string();
            text.map(|text| text.len()).ok_or(JsValue::UNDEFINED)
        })
        .collect()
}

fn by_code_points(text: &str) -> Vec<usize> {
    let lengths: Vec<usize> = text.chars().map(char::len_utf8).collect();
    sums(&lengths)
}

fn sums(lengths: &[usize]) -> Vec<usize> {
    let mut end: usize = 0;
    let next = |length: &usize| {
        end = end.saturating_add(*length);
        end
    };
    lengths.iter().map(next).collect()
}
