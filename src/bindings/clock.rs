//! JavaScript's time and chance.

use gloo_timers::future::TimeoutFuture;

use crate::delivery::Clock;

/// `Date.now`, `setTimeout` and `Math.random`.
#[derive(Debug, Clone, Copy)]
pub struct JsClock;

impl Clock for JsClock {
    fn now(&self) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
        let now = js_sys::Date::now() as i64;
        now
    }

    fn sleep(&self, ms: i64) -> impl Future<Output = ()> {
        // setTimeout counts in 32 bits; a longer wait would end at once.
        let most = i64::from(i32::MAX);
        TimeoutFuture::new(u32::try_from(ms.clamp(0, most)).unwrap_or_default())
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}
