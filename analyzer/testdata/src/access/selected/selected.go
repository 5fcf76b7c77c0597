// Package selected has callees that pick an element by an argument.
package selected

type rec struct{ hits int }
type lru struct {
	m   map[string]*rec
	s   []*rec
	log chan *rec
}

func (c *lru) t1(k string)    { e := c.m[k]; c.log <- e }
func l1(c *lru, k string)     { c.t1(k); c.m[k].hits++ } // want "borrow of moved value: `c\\.m\\[k\\]\\.hits`"
func l1b(c *lru, k, j string) { c.t1(k); c.m[j].hits++ }
func (c *lru) t5()            { c.log <- c.m["a"] }
func l5(c *lru)               { c.t5(); c.m["a"].hits++ } // want "borrow of moved value: `c\\.m\\[\"a\"\\]\\.hits`"
func l5b(c *lru)              { c.t5(); c.m["b"].hits++ }
func (c *lru) touch(k string) { e := c.m[k]; e.hits++; c.log <- e }
func l(c *lru)                { c.touch("a"); c.touch("a") } // want "borrow of moved value: `c`"
func lb(c *lru)               { c.touch("a"); c.touch("b") }
func (c *lru) w1(k string)    { c.m[k].hits++ }
func l6(c *lru, k string)     { c.log <- c.m[k]; c.w1(k) } // want "borrow of moved value: `c`"
func l6b(c *lru, k string)    { c.log <- c.m[k]; c.w1("z") }
func (c *lru) at(i int) *rec  { return c.s[i] }
func l7(c *lru, i int)        { c.log <- c.at(i); c.s[i].hits++ } // want "borrow of moved value: `c\\.s\\[i\\]\\.hits`"
func l7b(c *lru, i, j int)    { c.log <- c.at(i); c.s[j].hits++ }
func l8(c *lru, i int)        { c.log <- c.s[i]; c.at(i).hits++ } // want "borrow of moved value: `c\\.at\\(i\\)\\.hits`"
func (c *lru) take(k string) *rec {
	e := c.m[k]
	delete(c.m, k)
	return e
}
func l9(c *lru, k string) {
	c.log <- c.take(k)
	if e := c.m[k]; e != nil {
		e.hits++
	}
}
func (c *lru) put(k string, r *rec) { c.m[k] = r }
func l10(c *lru, k string, r *rec) {
	c.put(k, r)
	c.log <- r
	c.m[k].hits++ // want "borrow of moved value: `c\\.m\\[k\\]\\.hits`"
}
func l11(c *lru, k string, r *rec) {
	c.log <- c.m[k]
	c.put(k, r)
	c.m[k].hits++
}
