package detector

import (
	"flag"
	"fmt"
	"strings"
	"testing"
)

var (
	programs = flag.Int("programs", 300, "how many programs to run")
	seed     = flag.Uint64("seed", 1, "the first of them")
	shown    = flag.Int("shown", 3, "how many misses to print")
	unproven = flag.Int("unproven", 0, "how many programs to print that are reported and never raced")
)

// leeway is how many programs in a thousand may race without a report.
const leeway = 1

// batch is how many programs are built together.
const batch = 300

// TestDetector compares what the race detector sees with what the analyzer says.
func TestDetector(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs programs with -race")
	}
	j, err := newJudges(t.TempDir())
	if err != nil {
		t.Skipf("NOTHING WAS COMPARED WITH THE RACE DETECTOR: %v", err)
	}
	for _, f := range []flavour{channels, handles} {
		c := &count{}
		for from := 0; from < *programs; from += batch {
			var ps []*program
			for i := from; i < min(from+batch, *programs); i++ {
				ps = append(ps, generate(*seed<<32+uint64(i)))
			}
			vs, err := j.judge(ps, f)
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range vs {
				c.add(uint64(from+i), ps[i], v)
			}
		}
		t.Logf("%s: %s", f, c)
		complain := t.Logf
		if len(c.misses)*1000 > leeway*c.programs {
			complain = t.Errorf
		} else if !testing.Verbose() {
			continue
		}
		for i, m := range c.misses {
			if i == *shown {
				complain("and %d more", len(c.misses)-i)
				break
			}
			complain("%s: program %d of seed %d raced, and was not reported:\n%s", f, m.number, *seed, j.shrink(m, f))
		}
		for _, m := range c.unproven[:min(*unproven, len(c.unproven))] {
			t.Logf("%s: program %d of seed %d was reported, and never raced:\n%s", f, m.number, *seed, j.shrink(m, f))
		}
	}
}

// verdict is what is known of one program.
type verdict struct {
	raced          map[int]bool // lines
	access, strict map[int]bool // reported lines
	lines          []string
}

// missed reports whether the analyzer calls clean what raced.
func (v verdict) missed() bool { return len(v.raced) > 0 && (len(v.access) == 0 || len(v.strict) == 0) }

// unproven reports whether it was reported without a race in any run.
func (v verdict) unproven() bool { return len(v.raced) == 0 && len(v.access) > 0 }

// String is the program with what the judges say of its lines.
func (v verdict) String() string {
	var b strings.Builder
	for i, l := range v.lines {
		mark := func(set map[int]bool, c string) string {
			if set[i] {
				return c
			}
			return " "
		}
		fmt.Fprintf(&b, "%s%s%s %s\n", mark(v.raced, "R"), mark(v.access, "A"), mark(v.strict, "S"), l)
	}
	return b.String()
}

// sample is a program that counts for something.
type sample struct {
	number  uint64
	program *program
	verdict verdict
}

// count is the outcome.
type count struct {
	programs, raced, access, strict int
	misses, unproven                []sample
}

func (c *count) add(number uint64, p *program, v verdict) {
	c.programs++
	n := func(set map[int]bool) int { return min(len(set), 1) }
	c.raced += n(v.raced)
	c.access += n(v.access)
	c.strict += n(v.strict)
	switch {
	case v.missed():
		c.misses = append(c.misses, sample{number, p, v})
	case v.unproven():
		c.unproven = append(c.unproven, sample{number, p, v})
	}
}

func (c *count) String() string {
	return fmt.Sprintf("%d programs: %d raced, of which %d were not reported; %d reported at access, of which %d never raced; %d reported at strict",
		c.programs, c.raced, len(c.misses), c.access, len(c.unproven), c.strict)
}

// String is the name of f.
func (f flavour) String() string { return [...]string{"channels", "mpsc"}[f] }
