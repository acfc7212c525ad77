//! The caller's `tokenStore`. The package's JavaScript makes what it gives plain, and gives it what is plain.

use std::pin::Pin;

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::fetch::settled;
use super::input;
use crate::delivery::TokenStore;
use crate::provider::Tokens;

/// Functions that promise tokens as plain text, and take them as JSON text. Neither promise rejects.
pub struct JsStore {
    pub get: Function,
    pub set: Function,
}

impl TokenStore for JsStore {
    fn get(&self) -> Pin<Box<dyn Future<Output = Option<Tokens>> + '_>> {
        Box::pin(async {
            let text = promised(self.get.call0(&JsValue::UNDEFINED)).await?;
            let stored = input::value(&text.as_string()?).ok()?;
            Tokens::read(&stored)
        })
    }

    fn set(&self, tokens: &Tokens) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        let text = JsValue::from_str(&tokens.reveal().to_string());
        let promise = self.set.call1(&JsValue::UNDEFINED, &text);
        Box::pin(async {
            promised(promise).await;
        })
    }
}

async fn promised(returned: Result<JsValue, JsValue>) -> Option<JsValue> {
    settled(&returned.ok()?).await.ok()
}
