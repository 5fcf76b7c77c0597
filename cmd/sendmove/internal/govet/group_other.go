//go:build !unix

package govet

import (
	"os"
	"os/exec"
)

// group lets the go command end what it has started when the run is cancelled.
func group(cmd *exec.Cmd) {
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
}

// killGroup ends what is left of a cancelled run.
func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
