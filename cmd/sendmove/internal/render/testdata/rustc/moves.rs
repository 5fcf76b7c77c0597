// Programs that rustc rejects, for the layout of what it prints.

pub struct Job {
    pub left: Vec<u8>,
    pub id: i32,
}

pub fn send(_job: Job) {}
pub fn look(_job: &Job) {}
pub fn pair(_a: (), _b: ()) {}
pub fn triple(_a: (), _b: (), _c: ()) {}

pub fn one_line(job: Job) {
    pair(send(job), look(&job));
}

pub fn declared_on_the_line() {
    let job = Job { left: vec![], id: 1 }; send(job); look(&job);
}

pub fn far_apart(job: Job, flag: bool) {
    if flag {
        send(job);
    }

    let a = 1;
    let b = a + 1;
    let _ = a + b;

    look(&job);
}

pub fn in_loop(job: Job) {
    for _ in 0..3 {
        while true {
            send(job);
        }
    }
}

pub fn in_closure(job: Job) {
    let run = move || {
        look(&job);
    };
    run();
    look(&job);
}

pub fn partly(mut job: Job) {
    drop(job.left);
    job.id = 4;
    send(job);
}

pub fn both(job: Job, flag: bool) {
    if flag { send(job) } else { drop(job) }
    look(&job);
}

pub fn widths(日本: Vec<u8>) {
	drop(日本);	let text = "héé"; drop(text); drop(日本);
}

pub fn block() -> i32 {
    let job: i32 = Vec::from([
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]);
    job
}

pub fn arms(n: i32) -> String {
    let s = match n {
        1 => String::new(),
        2 => 5,
        _ => String::new(),
    };
    s
}
