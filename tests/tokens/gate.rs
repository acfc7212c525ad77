//! One token call at a time: whoever waits goes on by a timer of their own.

use std::task::{Context, Waker};

use sessage::delivery::TransportError::Broken;

use crate::support_delivery::{Bench, Reply};
use crate::{bench, expired, side_by_side, taken, tokens, tokens_used};

/// How long one attempt may take.
const TIMEOUT_MS: i64 = 15_000;

fn warm() -> Bench {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    bench
}

#[test]
fn a_holder_that_never_comes_back_lets_others_through_after_its_time() {
    let bench = bench();
    bench.script([Reply::never(), tokens(2), taken()]);
    // A request of a Worker may end without a word: what it began is polled no more.
    let mut lost = bench.start(bench.sending());
    let mut context = Context::from_waker(Waker::noop());
    assert!(lost.as_mut().poll(&mut context).is_pending());
    assert_eq!(bench.calls(), ["get_token"]);
    bench.send().unwrap();
    assert_eq!(bench.calls(), ["get_token", "get_token", "send"]);
    let took_over = bench.times()[1];
    assert!(
        // Whoever waits looks every 200 ms at last.
        (TIMEOUT_MS..TIMEOUT_MS + 200).contains(&took_over),
        "{took_over}"
    );
    drop(lost);
    bench.script([taken()]);
    bench.send().unwrap();
    assert_eq!(tokens_used(&bench), [2, 2]);
}

#[test]
fn a_holder_that_is_dropped_lets_others_through_at_once() {
    let bench = bench();
    bench.script([Reply::never(), tokens(2), taken()]);
    let mut dropped = bench.start(bench.sending());
    let mut context = Context::from_waker(Waker::noop());
    assert!(dropped.as_mut().poll(&mut context).is_pending());
    drop(dropped);
    bench.send().unwrap();
    assert_eq!(bench.times(), [0, 0, 0]);
}

#[test]
fn a_holder_that_repeats_its_call_keeps_the_gate() {
    let busy = r#"{"errcode":70082,"errmsg":"OVERLOAD_TASK_RUNNING"}"#;
    let bench = bench();
    let slow = |reply: Reply| reply.after(TIMEOUT_MS - 1);
    bench.script([slow(busy.into()), slow(busy.into()), slow(tokens(1))]);
    bench.script([taken(), taken()]);
    let ended = side_by_side(&bench, &[0, 1]);
    assert!(ended.iter().all(Result::is_ok), "{ended:?}");
    assert_eq!(bench.wire.most_tokens.get(), 1);
    assert_eq!(bench.calls()[..3], ["get_token", "get_token", "get_token"]);
}

#[test]
fn who_waited_for_a_holder_that_failed_logs_in() {
    let bench = bench();
    bench.script([
        Reply::from(Broken("reset".to_owned())).after(100),
        tokens(2),
        taken(),
    ]);
    let ended = side_by_side(&bench, &[0, 10]);
    assert!(ended[0].is_err() && ended[1].is_ok());
    assert_eq!(bench.calls(), ["get_token", "get_token", "send"]);
}

#[test]
fn fifty_sends_and_a_token_that_ends_among_them_make_one_refresh() {
    let bench = warm();
    // Half of the answers come before the PBX forgets the token.
    bench.script((0..25).map(|at| taken().after(at)));
    bench.script((0..25).map(|at| expired().after(50 + at * 7)));
    bench.script([tokens(2).after(60)]);
    bench.script(vec![taken(); 25]);
    let ended = side_by_side(&bench, &[0; 50]);
    let attempts: Vec<u32> = ended
        .iter()
        .map(|it| it.as_ref().unwrap().attempts)
        .collect();
    assert_eq!(attempts[..25], [1; 25]);
    assert_eq!(attempts[25..], [2; 25]);
    let calls = bench.calls();
    let count = |name: &str| calls.iter().filter(|call| *call == name).count();
    assert_eq!((count("refresh_token"), count("get_token")), (1, 1));
    let used = tokens_used(&bench);
    assert_eq!(used[1..51], [1; 50]);
    assert_eq!(used[51..], [2; 25]);
}

#[test]
fn many_who_wait_for_a_token_look_again_ever_less_often() {
    let looks = |sends: usize| {
        let bench = bench();
        bench.script([tokens(1).after(6_000)]);
        bench.script((0..sends).map(|_| taken()));
        let timers = bench.world.timers();
        let ended = side_by_side(&bench, &vec![0; sends]);
        assert!(ended.iter().all(Result::is_ok), "{ended:?}");
        assert_eq!(bench.wire.most_tokens.get(), 1);
        // Nobody waits much longer than the token took.
        assert!(bench.took() <= 6_200, "{}", bench.took());
        bench.world.timers() - timers
    };
    // 10, 20, 40, 80, 160 and then every 200 ms; each look takes two timers, its own and that of its deadline.
    let (ten, twenty) = (looks(10), looks(20));
    assert!(ten <= 10 * 2 * 40, "{ten}");
    assert!(twenty * 10 <= ten * 22, "{ten}, then {twenty}");
}
