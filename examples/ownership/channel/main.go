// Channel is the ownership example with a channel of the language: the
// goroutine changes val after main has received it. Sendmove reports the
// assignment.
package main

import "fmt"

// A Message belongs to one goroutine at a time.
type Message struct {
	Text string
}

func main() {
	ch := make(chan *Message)

	go func() {
		val := &Message{Text: "hi"}
		ch <- val
		val.Text = "changed"
	}()

	received := <-ch
	fmt.Println("Got:", received.Text)
}
