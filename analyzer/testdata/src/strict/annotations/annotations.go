// Package annotations has what a program says of itself at the strict level.
package annotations

type job struct{ n int }

//sendmove:share
type config struct{ addr string } // want config:"shared"

type settings struct{ addr string }

func shared(ch chan *config, c *config) *config {
	ch <- c
	ch <- c
	return c
}

func notShared(ch chan *settings, s *settings) *settings {
	ch <- s
	return s // want "moved value: `s`"
}

type event struct {
	kind string
	data []byte
}

type publisher interface {
	//sendmove:moves j
	Publish(j *job) // want Publish:"moves a1"

	//sendmove:moves js
	PublishAll(js ...*job) // want PublishAll:"moves a1\\*\\[\\]\\*; moves a1"

	//sendmove:moves e
	PublishEvent(e event) // want PublishEvent:"moves a1"

	//sendmove:borrows j
	Look(j *job) // want Look:"borrows a1"
}

func published(p publisher, j *job) *job {
	p.Look(j)
	p.Look(j)
	p.Publish(j)
	return j // want "use of moved value: `j`"
}

func twice(p publisher, j *job) {
	p.Publish(j)
	p.Publish(j) // want "borrow of moved value: `j`"
}

func inLoop(p publisher, j *job) {
	for range 2 {
		p.Publish(j) // want "use of moved value: `j`"
	}
}

func fresh(p publisher) {
	for range 2 {
		j := &job{}
		p.Publish(j)
	}
}

func all(p publisher, i, j *job) {
	p.PublishAll(i, j)
	println(j) // want "moved value: `j`"
}

func whole(p publisher, e event) {
	p.PublishEvent(e)
	println(e.kind) // want "moved value: `e\\.kind`"
}

type loud struct{ out chan *job }

func (l *loud) Publish(j *job)     { j.n++; l.out <- j }
func (l *loud) PublishAll(...*job) {}
func (l *loud) PublishEvent(event) {}
func (l *loud) Look(j *job)        { l.out <- j }
