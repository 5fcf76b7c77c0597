package captures

type leaf struct{ data []byte }

type branch struct{ leaf *leaf }

// A closure that sends what is two fields away sends it each time.
func deep(ch chan []byte, b *branch) {
	f := func() { ch <- b.leaf.data }
	for range 2 {
		f() // want "use of moved value: `f`"
	}
}

func deepOnce(ch chan []byte, b *branch) {
	f := func() { ch <- b.leaf.data }
	for range 2 {
		f()
		break
	}
}
