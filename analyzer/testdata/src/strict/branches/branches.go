// Package branches has moves on some of the paths to a use.
package branches

type form struct{ pages []string }

func file(f *form) { println(len(f.pages)) }

func fail(string) { panic("no") }

func maybe(out chan *form, f *form, now bool) {
	if now {
		out <- f
	}
	file(f) // want "moved value: `f`"
}

func either(out chan *form, f *form, now bool) {
	if now {
		out <- f
	} else {
		file(f)
	}
}

func returns(out chan *form, f *form, now bool) {
	if now {
		out <- f
		return
	}
	file(f)
}

func panics(out chan *form, f *form, now bool) {
	if now {
		out <- f
		panic("now")
	}
	file(f)
}

func fails(out chan *form, f *form, now bool) {
	if now {
		out <- f
		fail("now")
	}
	file(f)
}

func spins(out chan *form, f *form, now bool) {
	if now {
		out <- f
		for {
		}
	}
	file(f)
}

func innerReturn(out chan *form, f *form, now, later bool) {
	if now {
		out <- f
		if later {
			return
		}
	}
	file(f) // want "moved value: `f`"
}

func bothArms(a, b chan *form, f *form, left bool) {
	if left {
		a <- f
	} else {
		b <- f
	}
	file(f) // want "moved value: `f`"
}

func renewedInArm(out chan *form, f *form, now bool) {
	if now {
		out <- f
		f = new(form)
	}
	file(f)
}

func renewedInOther(out chan *form, f *form, now, again bool) {
	if now {
		out <- f
	}
	if again {
		f = new(form)
	}
	file(f) // want "moved value: `f`"
}

func cases(out chan *form, f *form, n int) {
	switch n {
	case 0:
		out <- f
	case 1:
		file(f)
	default:
		file(f)
	}
}

func fallsThrough(out chan *form, f *form, n int) {
	switch n {
	case 0:
		out <- f
		fallthrough
	case 1:
		file(f) // want "moved value: `f`"
	}
}

func post(out chan *form, f *form) bool {
	out <- f
	return len(out) > 0
}

func filed(f *form) bool { return len(f.pages) > 0 }

func guards(out chan *form, f *form) {
	switch {
	case filed(f):
	case post(out, f):
	case filed(f): // want "moved value: `f`"
	}
}

func shortCircuit(out chan *form, f *form, now bool) bool {
	return now && post(out, f) || filed(f) // want "moved value: `f`"
}

func breaks(out chan *form, f *form, n int) {
	switch {
	case n > 0:
		if n > 1 {
			out <- f
			break
		}
		file(f)
	}
}

func breaksThenUses(out chan *form, f *form, n int) {
	switch {
	case n > 0:
		if n > 1 {
			out <- f
			break
		}
		file(f)
	}
	file(f) // want "moved value: `f`"
}
