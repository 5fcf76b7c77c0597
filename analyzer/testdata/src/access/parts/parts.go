// Package parts divides buffers into pieces that have nothing in common.
package parts

import (
	"bufio"
	"bytes"
)

func line(out chan [][]byte, sc *bufio.Scanner) {
	for sc.Scan() { // want "moved value: `sc`"
		out <- bytes.Split(sc.Bytes(), []byte(","))
	}
}

func word(out chan []byte, sc *bufio.Scanner) {
	for sc.Scan() { // want "moved value: `sc`"
		words := bytes.Fields(sc.Bytes())
		out <- words[0]
	}
}

func owned(out chan [][]byte, sc *bufio.Scanner) {
	for sc.Scan() {
		out <- bytes.Split(bytes.Clone(sc.Bytes()), []byte(","))
	}
}

func whole(out chan []byte, b []byte) {
	words := bytes.Fields(b)
	out <- words[1]
	b[0] = 1 // want "moved value: `b"
}

func pair(out chan []byte, b []byte) {
	words := bytes.Fields(b)
	out <- words[0]
	words[1][0] = 1
	words[0][0] = 1 // want "moved value: `words\\[0\\]"
}

func each(out chan []byte, b []byte) {
	for i, w := range bytes.Fields(b) {
		w[0] = byte(i)
		out <- w
	}
}

func cut(out chan []byte, b []byte) {
	key, value, _ := bytes.Cut(b, []byte("="))
	out <- value
	key[0] = 1
	b[0] = 1 // want "moved value: `b"
}

func rest(out chan []byte, b []byte) {
	for len(b) > 0 {
		var first []byte
		first, b, _ = bytes.Cut(b, []byte("\n"))
		first[0] = 1
		out <- first
	}
}
