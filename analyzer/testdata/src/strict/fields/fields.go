// Package fields has moves of parts.
package fields

type image struct{ pixels []byte }

type album struct {
	cover, back *image
	count       int
	inner       struct{ first, second *image }
}

func look(i *image) { println(len(i.pixels)) }

func seeAll(a album) { println(a.count) }

func sibling(out chan *image, a album) {
	out <- a.cover
	look(a.back)
	println(a.count)
}

func same(out chan *image, a album) {
	out <- a.cover
	look(a.cover) // want "moved value: `a.cover`"
}

func whole(out chan *image, a album) {
	out <- a.cover
	seeAll(a) // want "moved value: `a`"
}

func wholeRenewed(out chan *image, a album) {
	out <- a.cover
	a.cover = &image{}
	seeAll(a)
}

func wrongRenewed(out chan *image, a album) {
	out <- a.cover
	a.back = &image{}
	seeAll(a) // want "moved value: `a`"
}

func nested(out chan *image, a album) {
	out <- a.inner.first
	look(a.inner.second)
	look(a.inner.first) // want "moved value: `a.inner.first`"
}

func nestedWhole(out chan *image, a album) {
	out <- a.inner.first
	in := a.inner // want "moved value: `a.inner`"
	look(in.second)
}

func wholeThenField(out chan album, a album) {
	out <- a
	look(a.cover) // want "moved value: `a.cover`"
}

func wholeThenRenewed(out chan album, a album) {
	out <- a
	a = album{}
	look(a.cover)
}

func branches(out chan *image, a album, front bool) {
	if front {
		out <- a.cover
	} else {
		out <- a.back
	}
	println(a.count)
	look(a.cover) // want "moved value: `a.cover`"
}

func diverges(out chan *image, a album, front bool) {
	if front {
		out <- a.cover
		return
	}
	seeAll(a)
}

type desk struct{ scratch []byte }

func (d *desk) flush(out chan []byte) {
	out <- d.scratch
	d.scratch = nil
	d.fill(1)
}

func (d *desk) fill(b byte) { d.scratch = append(d.scratch, b) }

func (d *desk) flushKept(out chan []byte) {
	out <- d.scratch
	d.scratch[0] = 1 // want "moved value: `d\\.scratch\\[0\\]`"
}
