// Package progress shows on a terminal how far a long run has come.
package progress

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A Line is one line of a terminal that is written again and again. The nil Line
// shows nothing.
type Line struct {
	out   io.Writer
	width func() int // of the terminal

	mu      sync.Mutex
	started time.Time
	done    int
	total   int    // 0: not known yet
	current string // the package that was begun last
	drawn   bool
	quit    chan struct{}
	stopped chan struct{}
}

// Start begins to show a line, after a moment: a run from the cache is over by
// then.
func Start(out io.Writer, width func() int) *Line {
	l := &Line{out: out, width: width, started: time.Now(), quit: make(chan struct{}), stopped: make(chan struct{})}
	go l.run()
	return l
}

func (l *Line) run() {
	defer close(l.stopped)
	const (
		delay    = 700 * time.Millisecond
		interval = 200 * time.Millisecond
	)
	timer := time.NewTimer(delay)
	defer timer.Stop()
	for {
		select {
		case <-l.quit:
			return
		case <-timer.C:
			l.mu.Lock()
			l.draw()
			l.mu.Unlock()
			timer.Reset(interval)
		}
	}
}

// Total says how many packages there are.
func (l *Line) Total(n int) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.total = n
}

// Begin says that a package is begun.
func (l *Line) Begin(path string) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.current = path
}

// Done says that a package is done.
func (l *Line) Done() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done++
}

// Write takes the line away, and writes what is to stay on the screen.
func (l *Line) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
	return l.out.Write(p)
}

// Stop takes the line away for good.
func (l *Line) Stop() {
	if l == nil {
		return
	}
	close(l.quit)
	<-l.stopped
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
}

const clearLine = "\r\x1b[K"

func (l *Line) clear() {
	if l.drawn {
		fmt.Fprint(l.out, clearLine)
		l.drawn = false
	}
}

func (l *Line) draw() {
	of := ""
	if l.total > 0 {
		of = fmt.Sprintf(" of %d", max(l.total, l.done))
	}
	text := fmt.Sprintf("sendmove: %d%s packages, %s", l.done, of, time.Since(l.started).Round(time.Second))
	if l.current != "" {
		text += "  " + l.current
	}
	if w := l.width(); w > 1 && len(text) >= w {
		text = text[:w-1]
	}
	fmt.Fprint(l.out, clearLine+text)
	l.drawn = true
}
