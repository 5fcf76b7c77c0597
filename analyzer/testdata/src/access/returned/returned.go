// Package returned sends what it makes and returns it.
package returned

type request struct {
	id      int
	headers map[string]string
}

type pool struct{ queue chan *request }

func (p *pool) submit(id int) *request {
	r := &request{id: id, headers: map[string]string{}}
	p.queue <- r
	return r
}

func (p *pool) prepare(id int) *request {
	r := &request{id: id, headers: map[string]string{}}
	p.queue <- &request{id: id}
	return r
}

func retry(p *pool) {
	for i := range 3 {
		r := p.submit(i)
		r.headers["retry"] = "1" // want "assign to part of moved value: `r\\.headers\\[\"retry\"\\]`"
	}
}

func first(p *pool) {
	for i := range 3 {
		r := p.prepare(i)
		r.headers["retry"] = "1"
	}
}
