package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

//go:embed rust/main.rs
var rustSource []byte

// A rustBench is a running program of Rust's that measures its own channels.
type rustBench struct {
	cmd   *exec.Cmd
	jobs  io.WriteCloser
	times *bufio.Scanner
	dir   string
}

// startRust compiles and starts the program. It fails where there is no rustc.
func startRust() (*rustBench, error) {
	rustc, err := exec.LookPath("rustc")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "rustbench")
	if err != nil {
		return nil, err
	}
	r := &rustBench{dir: dir}
	source, program := filepath.Join(dir, "main.rs"), filepath.Join(dir, "main")
	if err := os.WriteFile(source, rustSource, 0o644); err != nil {
		return nil, r.failed(err)
	}
	build := exec.Command(rustc, "--edition=2021", "-O", "-o", program, source)
	if out, err := build.CombinedOutput(); err != nil {
		return nil, r.failed(fmt.Errorf("%w\n%s", err, out))
	}
	r.cmd = exec.Command(program)
	r.cmd.Stderr = os.Stderr
	if r.jobs, err = r.cmd.StdinPipe(); err != nil {
		return nil, r.failed(err)
	}
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		return nil, r.failed(err)
	}
	r.times = bufio.NewScanner(out)
	if err := r.cmd.Start(); err != nil {
		return nil, r.failed(err)
	}
	return r, nil
}

func (r *rustBench) failed(err error) error {
	_ = os.RemoveAll(r.dir)
	return err
}

// stop ends the program.
func (r *rustBench) stop() {
	_ = r.jobs.Close()
	_ = r.cmd.Wait()
	_ = os.RemoveAll(r.dir)
}

// measure has the program do one job and returns the time that it took there.
func (r *rustBench) measure(flavour, payload string, producers, total int) (time.Duration, error) {
	if _, err := fmt.Fprintln(r.jobs, flavour, payload, producers, total); err != nil {
		return 0, err
	}
	if !r.times.Scan() {
		return 0, fmt.Errorf("the program of Rust's ended: %w", r.times.Err())
	}
	n, err := strconv.ParseInt(strings.TrimSpace(r.times.Text()), 10, 64)
	return time.Duration(n), err
}

// rustVersion is the first line of rustc --version, or empty.
func rustVersion() string {
	out, err := exec.Command("rustc", "--version").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
