//go:build unix

package govet

import (
	"errors"
	"os/exec"
	"syscall"
	"time"
)

// group puts the go command and all that it starts into a process group of their
// own, which ends as a whole when the run is cancelled.
func group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		id := -cmd.Process.Pid
		err := syscall.Kill(id, syscall.SIGINT)
		time.AfterFunc(2*time.Second, func() { killGroup(cmd) })
		if errors.Is(err, syscall.ESRCH) {
			return nil
		}
		return err
	}
}

// killGroup ends what is left of a cancelled run.
func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
