package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// starved is how long the threads of this process have waited, all together, for
// a processor that others had. It is known on Linux only, and zero elsewhere.
func starved() time.Duration {
	var sum time.Duration
	threads, _ := filepath.Glob("/proc/self/task/*/schedstat")
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			continue // it has ended
		}
		var ran, waited int64
		if _, err := fmt.Sscan(string(text), &ran, &waited); err == nil {
			sum += time.Duration(waited)
		}
	}
	return sum
}
