// Package govet runs "go vet -json" with a vet tool of our own. The go command
// loads and builds the packages, calls the tool for each, and caches what it
// says, so that a second run costs next to nothing.
package govet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/sendmove/sendmove/cmd/sendmove/internal/vetjson"
)

// A Run describes one call of the go command.
type Run struct {
	Tool       string   // file name of the vet tool
	BuildFlags []string // flags of the go command, such as "-tags=integration"
	ToolFlags  []string // flags of the tool, such as "-sendmove.level=strict"
	Patterns   []string // packages; none means the one in the current directory
	Stderr     io.Writer
	Done       func()   // is called for each package that is done, if not nil
	Env        []string // added to the environment
}

// ErrFailed says that the go command failed and has told why on Run.Stderr.
var ErrFailed = errors.New("go vet failed")

var errInterrupted = errors.New("interrupted")

// Units runs the go command and returns what the tool said of each package.
// When some packages fail it returns the others' units with ErrFailed. A failure
// message is written to Stderr as it arrives, and only once even when a package
// fails as itself, as its test variant and as a dependency.
func (r *Run) Units(ctx context.Context) ([]vetjson.Unit, error) {
	cmd := exec.CommandContext(ctx, "go", r.args()...)
	cmd.Stdin = nil
	cmd.Env = append(os.Environ(), r.Env...)
	group(cmd)
	cmd.WaitDelay = 5 * time.Second
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("the go command cannot be started: %w", err)
	}

	var (
		mu    sync.Mutex
		units []vetjson.Unit
		errs  [2]error
		wg    sync.WaitGroup
	)
	collect := func(u vetjson.Unit) {
		mu.Lock()
		defer mu.Unlock()
		units = append(units, u)
	}
	log := newMessages(r.Stderr)
	for i, stream := range []io.Reader{stdout, stderr} {
		text := func(string) {} // standard output has only the names of packages beside objects
		if stream == stderr {
			text = log.line
		}
		wg.Go(func() {
			errs[i] = vetjson.Decode(stream, collect, r.done, text)
			_, _ = io.Copy(io.Discard, stream) // so that the go command ends
		})
	}
	wg.Wait()
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		killGroup(cmd)
		return nil, errInterrupted
	case err != nil:
		return units, fmt.Errorf("%w: %w", ErrFailed, err)
	default:
		return units, errors.Join(errs[:]...)
	}
}

// done tells of a package.
func (r *Run) done() {
	if r.Done != nil {
		r.Done()
	}
}

// args returns the arguments of the go command. Patterns follow "--" so that
// none can be taken for a flag.
func (r *Run) args() []string {
	args := []string{"vet"}
	// -C must be the first flag.
	for _, f := range r.BuildFlags {
		if strings.HasPrefix(f, "-C=") {
			args = append(args, f)
		}
	}
	args = append(args, "-json", "-vettool="+r.Tool)
	for _, f := range r.BuildFlags {
		if !strings.HasPrefix(f, "-C=") {
			args = append(args, f)
		}
	}
	args = append(args, r.ToolFlags...)
	args = append(args, "--")
	return append(args, r.Patterns...)
}
