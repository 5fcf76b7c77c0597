package main

import (
	"regexp"
	"slices"
)

// A field is what is measured with one kind of message.
type field struct {
	contenders []contender
	pairs      []pair
}

// A pair is a row of ratios: how many times as fast ours is.
type pair struct {
	ours, theirs string
	target       float64 // what the project promises, or zero
}

func (p pair) String() string { return p.ours + " / " + p.theirs }

// fieldOf is the field for messages of type T, whose kind has the given name;
// with Rust's channels if there is a program that measures them.
func fieldOf[T any](kind string, rust *rustBench) field {
	f := field{
		contenders: []contender{
			native[T](1024), unbounded[T](), unboundedBatch[T](), bounded[T](1024), boundedBatch[T](1024),
			native[T](64), bounded[T](64), nativeDone[T](64),
			native[T](1), bounded[T](1),
			native[T](0), bounded[T](0), nativeDone[T](0),
			xsyncUMPSC[T](), xsyncMPMC[T](1024), xsyncMPMC[T](64), chanxChan[T](),
		},
		pairs: []pair{
			{"mpsc", "chan 1024", 2},
			{"mpsc batch", "chan 1024", 3},
			{"mpsc 1024", "chan 1024", 2.2},
			{"mpsc 64", "chan 64", 1.8},
			{"mpsc 1", "chan 1", 0},
			{"mpsc 0", "chan 0", 0.85},
			{"mpsc 64", "chan 64 + done", 3},
			{"mpsc 0", "chan 0 + done", 1.2},
			{"mpsc", "xsync.UMPSCQueue", 1.3},
			{"mpsc batch", "xsync.UMPSCQueue", 0},
			{"mpsc", "gopkg/lscq", 1.3},
			{"mpsc", "chanx", 1.3},
			{"mpsc 1024", "xsync.MPMCQueue 1024", 1.3},
			{"mpsc 64", "xsync.MPMCQueue 64", 1.3},
		},
	}
	if kind == "64B" {
		for i := range f.pairs {
			f.pairs[i].target = 0
		}
		f.pairs[2].target, f.pairs[3].target = 1.5, 1.5
	}
	if rust != nil {
		for _, flavour := range []string{"channel", "1024", "64", "0"} {
			f.contenders = append(f.contenders, rustChannel(rust, flavour, kind))
		}
		f.pairs = append(f.pairs,
			pair{"mpsc", "Rust channel", 0},
			pair{"mpsc 1024", "Rust 1024", 0},
			pair{"mpsc 64", "Rust 64", 0},
			pair{"mpsc 0", "Rust 0", 0},
		)
	}
	return f
}

func rustChannel(rust *rustBench, flavour, kind string) contender {
	return contender{name: "Rust " + flavour, slow: flavour != "channel",
		measure: func(producers, total int) sample {
			took, err := rust.measure(flavour, kind, producers, total)
			if err != nil {
				panic(err)
			}
			return sample{elapsed: float64(took) / float64(total)}
		}}
}

// keep leaves only the pairs that match, and who takes part in them.
func (f *field) keep(filter *regexp.Regexp) {
	f.pairs = slices.DeleteFunc(f.pairs, func(p pair) bool { return !filter.MatchString(p.String()) })
	f.contenders = slices.DeleteFunc(f.contenders, func(c contender) bool {
		return !slices.ContainsFunc(f.pairs, func(p pair) bool { return p.ours == c.name || p.theirs == c.name })
	})
	f.pairs = slices.DeleteFunc(f.pairs, func(p pair) bool { return f.find(p.theirs) < 0 })
}

func (f *field) find(name string) int {
	return slices.IndexFunc(f.contenders, func(c contender) bool { return c.name == name })
}

// measure runs all contenders in turn, round after round, for each number of
// producers.
func (f *field) measure(counts []int, rounds, messages int) *table {
	t := &table{field: f, counts: counts, samples: make([][][]sample, len(counts))}
	for i, producers := range counts {
		t.samples[i] = make([][]sample, len(f.contenders))
		for round := range rounds {
			for k := range f.contenders {
				// Another one begins each round.
				k = (k + round) % len(f.contenders)
				c := f.contenders[k]
				total := messages
				if c.slow {
					total /= 5
				}
				t.samples[i][k] = append(t.samples[i][k], c.measure(producers, total))
			}
		}
	}
	return t
}
