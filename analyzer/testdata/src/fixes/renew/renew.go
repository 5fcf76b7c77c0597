// Package renew has slices that are filled again.
package renew

type batch struct{ rows []int }

func local(ch chan []int, in chan int) {
	var rows []int
	for n := range in {
		rows = append(rows, n)
		if len(rows) == 8 {
			ch <- rows
			rows = rows[:0] // want "use of moved value: `rows`"
		}
	}
}

func field(ch chan []int, b *batch) {
	ch <- b.rows
	b.rows = b.rows[:0] // want "use of moved value: `b.rows`"
}

func capacity(ch chan []int, in chan int) {
	rows := make([]int, 0, 8)
	for n := range in {
		rows = append(rows, n)
		if len(rows) == cap(rows) {
			ch <- rows
			rows = rows[:0] // want "use of moved value: `rows`"
		}
	}
}

// Near miss: untyped nil cannot be appended to.
func appended(ch chan []int, rows []int) []int {
	ch <- rows
	return append(rows[:0], 1) // want "moved value: `rows`"
}
