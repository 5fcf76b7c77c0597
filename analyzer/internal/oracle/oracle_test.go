package oracle

import (
	"flag"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sendmove/sendmove/analyzer/internal/judge"
)

var (
	programs = flag.Int("programs", 2000, "how many programs to judge")
	seed     = flag.Uint64("seed", 1, "the first of them")
	shown    = flag.Int("shown", 5, "how many disagreements to print")
)

// leeway is how many programs in a thousand the judges may disagree on.
const leeway = 2

// batch is how many programs are judged together.
const batch = 250

// TestOracle compares what rustc and sendmove say of random programs.
func TestOracle(t *testing.T) {
	r, err := findRustc()
	if err != nil {
		t.Skipf("THE STRICT LEVEL WAS NOT COMPARED WITH RUST: %v", err)
	}
	restore, err := judge.Set(map[string]string{"level": "strict"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(restore)

	n := *programs
	if testing.Short() {
		n = min(n, 300)
	}
	c := &count{silent: map[string]int{}}
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for from := 0; from < n; from += batch {
		var ps []*Program
		for i := from; i < min(from+batch, n); i++ {
			ps = append(ps, generate(*seed<<32+uint64(i)))
		}
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			rust, golang, err := ask(t.TempDir(), r, ps)
			if err != nil {
				t.Error(err)
				return
			}
			for i, p := range ps {
				c.add(p, uint64(from+i), rust[i], golang[i])
			}
		})
	}
	all.Wait()
	t.Log(c.String(r))
	complain := t.Logf
	if len(c.disagreed)*1000 > leeway*n {
		complain = t.Errorf
	} else if !testing.Verbose() {
		return
	}
	slices.SortFunc(c.disagreed, func(a, b disagreement) int { return int(a.number) - int(b.number) })
	for i, d := range c.disagreed {
		if i == *shown {
			complain("and %d more", len(c.disagreed)-i)
			break
		}
		d = shrink(t.TempDir(), r, d)
		complain("program %d of seed %d: %s", d.number, *seed, d)
	}
}

// ask asks both judges.
func ask(dir string, r *rustc, ps []*Program) (rust, golang []verdict, err error) {
	if rust, err = r.judge(dir, ps); err != nil {
		return nil, nil, err
	}
	golang, err = sendmove(ps)
	return rust, golang, err
}

// count is the outcome.
type count struct {
	mu                 sync.Mutex
	accepted, rejected int // by rustc
	silent             map[string]int
	lines, explained   int // of the reports of rejected programs
	reports            int
	disagreed          []disagreement
}

// disagreement is a program that only one of the judges rejects.
type disagreement struct {
	program      *Program
	number       uint64
	rust, golang verdict
}

func (c *count) add(p *Program, number uint64, rust, golang verdict) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case rust.silent:
		c.silent[rust.why]++
		return
	case rust.rejected:
		c.rejected++
	default:
		c.accepted++
	}
	if rust.rejected != golang.rejected {
		c.disagreed = append(c.disagreed, disagreement{p, number, rust, golang})
		return
	}
	for _, f := range golang.errors {
		c.reports++
		switch {
		case slices.ContainsFunc(rust.errors, func(e finding) bool { return e.use == f.use }):
			c.lines++
		case slices.ContainsFunc(rust.errors, func(e finding) bool { return subset(f.moves, e.moves) }):
			c.explained++ // rustc reports another use after the same moves
		}
	}
}

func subset(a, b []int) bool {
	return !slices.ContainsFunc(a, func(x int) bool { return !slices.Contains(b, x) })
}

// String is the outcome in words.
func (c *count) String(r *rustc) string {
	judged := c.accepted + c.rejected
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d programs judged, %d accepted, %d rejected\n", r.version, judged, c.accepted, c.rejected)
	fmt.Fprintf(&b, "agreement on programs: %.2f %% (%d disagreements)\n", 100*float64(judged-len(c.disagreed))/float64(max(judged, 1)), len(c.disagreed))
	fmt.Fprintf(&b, "reports on a line of rustc's: %d of %d, after the same moves: %d\n", c.lines, c.reports, c.explained)
	for _, why := range slices.Sorted(maps.Keys(c.silent)) {
		fmt.Fprintf(&b, "left out, %s: %d\n", why, c.silent[why])
	}
	return b.String()
}

// String is both sources and what the judges said.
func (d disagreement) String() string {
	var rust, golang text
	d.program.rust(&rust, "f")
	d.program.golang(&golang, "f")
	say := func(v verdict) string {
		if !v.rejected {
			return "accepts"
		}
		s := "rejects"
		for _, f := range v.errors {
			s += fmt.Sprintf(" (statement %d: %s)", f.use, f.text)
		}
		return s
	}
	return fmt.Sprintf("rustc %s, sendmove %s\n%s%s", say(d.rust), say(d.golang), shownText(&golang), shownText(&rust))
}

// shownText is text with the numbers of the statements, without the parameters
// that all functions have.
func shownText(t *text) string {
	var b strings.Builder
	for i, l := range t.lines {
		l = strings.NewReplacer(goShared, "..", rustShared, "..").Replace(l)
		fmt.Fprintf(&b, "%4d  %s\n", t.stmts[i], l)
	}
	return b.String()
}
