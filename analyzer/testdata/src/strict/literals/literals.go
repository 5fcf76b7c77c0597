// Package literals sends the elements of a literal one by one.
package literals

type Msg struct {
	id   int
	body []byte
}

func mk(i int) *Msg
func pointers(ch chan *Msg) {
	for _, m := range []*Msg{mk(1), mk(2)} {
		ch <- m
	}
}
func literals(ch chan *Msg) {
	for _, m := range []*Msg{{id: 1}, {id: 2}} {
		m.id++
		ch <- m
	}
}
func copies(ch chan Msg) {
	for _, m := range []Msg{{id: 1}, {id: 2}} {
		m.id++
		ch <- m
	}
}
func values(ch chan Msg) {
	for _, m := range []Msg{{id: 1}, {id: 2}} {
		ch <- m
	}
}
func addresses(ch chan *Msg) {
	for _, m := range []Msg{{id: 1}, {id: 2}} {
		ch <- &m
	}
}
func named(ch chan *Msg) {
	a, b := mk(1), mk(2)
	for _, m := range []*Msg{a, b} {
		ch <- m
	}
	a.id++ // want "assign to part of moved value: `a\\.id`"
}
func indexed(ch chan Msg) {
	l := []Msg{{id: 1}, {id: 2}}
	for i := range l {
		ch <- l[i]
	}
}
