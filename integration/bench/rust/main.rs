//! Measures std::sync::mpsc. Each line of the input is a job: a flavour
//! ("channel", or a bound), a payload ("8B", "64B"), a number of producers and a
//! number of messages. Each line of the output is its time in nanoseconds.

use std::io::{self, BufRead, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

fn main() {
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let job: Vec<&str> = line.split_whitespace().collect();
        let producers = job[2].parse().unwrap();
        let total = job[3].parse().unwrap();
        let nanos = match job[1] {
            "8B" => measure(job[0], producers, total, 0u64),
            "64B" => measure(job[0], producers, total, [0u64; 8]),
            other => panic!("unknown payload {other}"),
        };
        println!("{nanos}");
        io::stdout().flush().unwrap();
    }
}

fn part(producers: usize, total: usize, p: usize) -> usize {
    total / producers + usize::from(p < total % producers)
}

fn measure<T: Copy + Send + 'static>(flavour: &str, producers: usize, total: usize, v: T) -> u128 {
    let start = Instant::now();
    let rx = if flavour == "channel" {
        let (tx, rx) = mpsc::channel();
        for p in 0..producers {
            let tx = tx.clone();
            thread::spawn(move || {
                for _ in 0..part(producers, total, p) {
                    tx.send(v).unwrap();
                }
            });
        }
        rx
    } else {
        let (tx, rx) = mpsc::sync_channel(flavour.parse().unwrap());
        for p in 0..producers {
            let tx = tx.clone();
            thread::spawn(move || {
                for _ in 0..part(producers, total, p) {
                    tx.send(v).unwrap();
                }
            });
        }
        rx
    };
    let mut n = 0;
    while rx.recv().is_ok() {
        n += 1;
    }
    assert_eq!(n, total);
    start.elapsed().as_nanos()
}
