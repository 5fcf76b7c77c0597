// Command bench compares the channels of runtime/mpsc with the native ones, with
// other queues for Go, and, where rustc is installed, with Rust's own
// std::sync::mpsc.
//
// All contenders take turns within each round, so that what else happens on the
// machine hits all of them alike; it prints medians over the rounds, as tables of
// Markdown: of the time for a message, and of ratios of times from the same
// round. Run it in its folder, with GOMAXPROCS=1 for one processor:
//
//	go run . -rounds 15
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

func main() {
	var (
		rounds    = flag.Int("rounds", 9, "how often each contender is measured")
		producers = flag.String("producers", "1,2,4,8,64", "numbers of producers")
		payload   = flag.String("payload", "8B,64B,pointer", "kinds of messages: 8B, 64B, pointer")
		only      = flag.String("only", "", "regular expression for the rows of ratios to measure, such as 'mpsc 64 /'")
		messages  = flag.Int("messages", 1_000_000, "messages of a measurement; slow contenders get a fifth")
		byCPU     = flag.Bool("cpu", false, "also print processor time, of all processors together; for a machine that is busy with other things")
		withRust  = flag.Bool("rust", true, "measure Rust's channels if rustc is installed")
	)
	flag.Parse()
	if err := run(*rounds, *producers, *payload, *only, *messages, *byCPU, *withRust); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(rounds int, producers, payloads, only string, messages int, byCPU, withRust bool) error {
	filter, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	if rounds < 1 || messages < 1 {
		return errors.New("-rounds and -messages must be above zero")
	}
	var counts []int
	for field := range strings.SplitSeq(producers, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 1 {
			return fmt.Errorf("-producers: %q is no number of producers", field)
		}
		counts = append(counts, n)
	}
	var rust *rustBench
	if withRust {
		if rust, err = startRust(); err != nil {
			fmt.Printf("Without Rust: %v\n\n", err)
		} else {
			defer rust.stop()
		}
	}
	fmt.Printf("%s, %s, %s/%s, %d processors, %d rounds\n", time.Now().Format(time.DateOnly),
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), rounds)
	if rust != nil {
		fmt.Println(rustVersion())
	}
	for name := range strings.SplitSeq(payloads, ",") {
		var f field
		switch name {
		case "8B":
			f = fieldOf[int64](name, rust)
			f.contenders = append(f.contenders, lscqQueue())
		case "64B":
			f = fieldOf[payload64](name, rust)
		case "pointer":
			f = fieldOf[*payload64](name, nil)
		default:
			return fmt.Errorf("-payload: unknown kind %q", name)
		}
		f.keep(filter)
		if len(f.pairs) == 0 {
			continue
		}
		t := f.measure(counts, rounds, messages)
		t.print(os.Stdout, name+", elapsed time", func(s sample) float64 { return s.elapsed })
		if byCPU {
			t.print(os.Stdout, name+", processor time", func(s sample) float64 { return s.cpu })
		}
	}
	return nil
}
