package lines

// What counts in an element reads it first; it is called as it stands there.

func countedByte(ch chan []byte, b []byte, i int) {
	ch <- b
	b[i]++ // want "borrow of moved value: `b.i.`"
}

func countedByteBefore(ch chan []byte, b []byte, i int) {
	b[i]++
	ch <- b
}

func countedWord(ch chan map[string]int, words map[string]int, w string) {
	ch <- words
	words[w] += 2 // want "borrow of moved value: `words.w.`"
}

func countedInMatrix(ch chan [][]int, m [][]int, i, k int) {
	ch <- m
	m[i][k]++ // want "assign to part of moved value: `m.i..k.`"
}

func countedInRow(ch chan []int, m [][]int, i, k int) {
	row := m[i]
	ch <- row
	row[k]-- // want "borrow of moved value: `row.k.`"
}
