//! How far the exchange scales: what the page says is what its scripts print, and they react as they should.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::process::Command;

use serde_json::Value;
use tests::{repository, tools};

/// What a script of the benchmarks prints.
#[track_caller]
fn printed(script: &str, args: &[&str]) -> String {
    let python = tools().join("python/bin/python");
    let output =
        Command::new(python).arg(repository().join(script)).args(args).output().expect("tests/run installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn page() -> String {
    std::fs::read_to_string(repository().join("submit-fn/SCALE.md")).unwrap()
}

/// The results of a script on the page.
fn kept(script: &str) -> String {
    let page = page();
    let start = format!("<!-- results: written by `{script} --write` -->\n\n");
    let (_, rest) = page.split_once(&start).expect("the page has a place for them");
    rest.split_once("\n<!-- end of results -->").expect("and its end").0.to_owned()
}

fn rush(args: &[&str]) -> Value {
    serde_json::from_str(&printed("tests/bench/rush.py", args)).unwrap()
}

#[test]
fn the_page_has_the_tables_that_the_scripts_print() {
    for script in ["tests/bench/cost.py", "tests/bench/rush.py"] {
        assert_eq!(printed(script, &[]), kept(script), "run {script} --write, and read the page again");
    }
}

#[test]
fn a_small_rush_loses_nothing_and_an_absurd_one_does() {
    for shards in ["1", "8"] {
        let small = rush(&["--bidders", "20", "--shards", shards]);
        assert_eq!((&small["acknowledged"], &small["lost"]), (&20.into(), &0.into()), "{small}");
        assert_eq!(small["alarms"], Value::Array(Vec::new()));
        let absurd = rush(&["--bidders", "20000", "--shards", shards]);
        assert!(absurd["lost"].as_u64().unwrap() > 10_000, "{absurd}");
        let sum = absurd["lost"].as_u64().unwrap() + absurd["acknowledged"].as_u64().unwrap();
        assert_eq!(sum, 20_000, "everybody is either acknowledged or lost");
    }
}

#[test]
fn what_is_lost_at_the_table_raises_an_alarm() {
    let rush = rush(&["--bidders", "10000", "--shards", "1", "--per-second", "10000", "--at-once", "5000"]);
    assert!(rush["responses"]["503 form"].as_u64().unwrap() > 0, "{rush}");
    assert!(rush["alarms"].as_array().unwrap().contains(&"Unavailable".into()), "{rush}");
}

#[test]
fn more_shards_never_make_the_largest_rush_smaller() {
    let results = kept("tests/bench/rush.py");
    let table = results.lines().skip(2).take_while(|line| line.starts_with('|'));
    let number = |cell: &str| cell.split_whitespace().next().unwrap().replace(',', "").parse::<u64>().unwrap();
    let rows: Vec<Vec<u64>> = table.map(|row| row.trim_matches('|').split('|').map(number).collect()).collect();
    assert_eq!(rows.iter().map(|row| row[0]).collect::<Vec<_>>(), [1, 2, 4, 8, 16]);
    for pair in rows.windows(2) {
        assert!(pair[0].iter().zip(&pair[1]).all(|(fewer, more)| fewer <= more), "{pair:?}");
    }
}

#[test]
fn the_commands_of_the_page_run() {
    let page = page();
    let commands = page.lines().filter(|line| line.starts_with("tests/bench/rush.py "));
    let mut count = 0;
    for command in commands {
        let words: Vec<&str> = command.split('#').next().unwrap().split_whitespace().collect();
        assert!(!printed(words[0], &words[1..]).is_empty(), "{command}");
        count += 1;
    }
    assert_eq!(count, 3);
}
