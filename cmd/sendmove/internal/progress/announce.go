package progress

import (
	"encoding/json"
	"io"
	"os"
	"strings"
)

// Variable names the file into which a vet tool writes what it begins with. The
// go command starts the tool, and passes on nothing but the environment; what is
// in it does not belong to the key of the cache.
const Variable = "SENDMOVE_PROGRESS"

// Announce says in that file, if there is one, which package a vet tool begins
// with: the one of its configuration. Failing to say so is no failure.
func Announce(config string) {
	name := os.Getenv(Variable)
	if name == "" {
		return
	}
	data, err := os.ReadFile(config)
	if err != nil {
		return
	}
	var c struct{ ImportPath string }
	if json.Unmarshal(data, &c) != nil || c.ImportPath == "" {
		return
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return
	}
	defer f.Close()
	_, _ = f.WriteString(c.ImportPath + "\n") // one write: lines stay whole
}

// Follow shows the packages that are announced in a file from now on.
func (l *Line) Follow(f io.Reader) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.announced = f
}

// look reads what was announced since the last time.
func (l *Line) look() {
	if l.announced == nil {
		return
	}
	data, err := io.ReadAll(l.announced)
	if err != nil {
		return
	}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	if last := lines[len(lines)-1]; last != "" {
		l.current = last
	}
}
