package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// run is what one run of a tool took.
type run struct {
	wall, cpu time.Duration
	peak      int64 // bytes of the largest process
}

// measure runs t over load once. What it prints is dropped: packages with
// findings make it fail as well.
func measure(t tool, path string, load workload) (run, error) {
	scratch, err := os.MkdirTemp("", "vetbench-cache")
	if err != nil {
		return run{}, err
	}
	defer os.RemoveAll(scratch)
	cmd := t.command(path, scratch, load.patterns)
	var text bytes.Buffer
	cmd.Stdout, cmd.Stderr = &text, &text
	start := time.Now()
	err = cmd.Run()
	wall := time.Since(start)
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() < 0 || exit.ExitCode() > 3) {
		return run{}, fmt.Errorf("%s: %w\n%s", cmd, err, text.Bytes())
	}
	use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return run{}, fmt.Errorf("no resource usage on this system")
	}
	return run{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), use.Maxrss << 10}, nil
}

// rotate runs every tool once in each round, and begins each round with another
// one. The result has the runs of each tool.
func rotate(tools []tool, load workload, rounds int, warm bool) ([][]run, error) {
	dir, err := os.MkdirTemp("", "vetbench-tools")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if warm {
		for _, t := range tools {
			if _, err := measure(t, t.path, load); err != nil {
				return nil, err
			}
		}
	}
	out := make([][]run, len(tools))
	for round := range rounds {
		for k := range tools {
			i := (round + k) % len(tools)
			path := tools[i].path
			if !warm {
				if path, err = fresh(path, dir); err != nil {
					return nil, err
				}
			}
			r, err := measure(tools[i], path, load)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(os.Stderr, "%s, round %d: %s: %.1f s, %.1f s of CPU, %d MiB\n",
				load.name, round+1, tools[i].name, r.wall.Seconds(), r.cpu.Seconds(), r.peak>>20)
			out[i] = append(out[i], r)
		}
	}
	return out, nil
}
