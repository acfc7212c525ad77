//! The program, started as scripts start it.
#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_sessage-simulator"))
}

/// Ends the program even when the test fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn says_where_it_listens() {
    let mut started = program();
    started
        .args(["--port", "0", "--static", "/=."])
        .stdout(Stdio::piped());
    let mut running = Running(started.spawn().unwrap());
    let mut line = String::new();
    BufReader::new(running.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let base = line.strip_prefix("listening on ").unwrap().trim_end();
    assert!(base.starts_with("http://127.0.0.1:"), "{line}");
    let health = reqwest::get(format!("{base}/_simulator/health"))
        .await
        .unwrap();
    assert_eq!(health.text().await.unwrap(), r#"{"ok":true}"#);
}

#[test]
fn refuses_arguments_it_does_not_know() {
    for arguments in [
        ["--prot", "1"].as_slice(),
        &["--port"],
        &["--port", "x"],
        &["--static", "www"],
        &["--static", "www=www"],
    ] {
        let output = program().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("usage: sessage-simulator"), "{said}");
    }
}
