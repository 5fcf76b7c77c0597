// Package refilled has arrays that get another element for the one that was sent, and
// are used as a whole then.
package refilled

type sample struct{ at, value int }

type window struct {
	last [4]*sample
	n    int
}

func receive(one chan *sample, all chan [4]*sample) {
	(<-one).value = 0
	for _, s := range <-all {
		s.value = 0
	}
}

func replaced(one chan *sample, all chan [4]*sample, w [4]*sample) {
	one <- w[0]
	w[0] = &sample{}
	all <- w
}

func kept(one chan *sample, all chan [4]*sample, w [4]*sample) {
	one <- w[0]
	w[1] = &sample{}
	all <- w // want "use of moved value: `w`"
}

func copied(one chan *sample, w window) int {
	one <- w.last[2]
	w.last[2] = nil
	v := w
	return v.last[1].value
}

func current(one chan *sample, w [4]*sample, i int) [4]*sample {
	one <- w[i]
	w[i] = &sample{}
	v := w
	v[i].at++
	return v
}
