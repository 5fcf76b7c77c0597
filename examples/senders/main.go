// Senders has two goroutines send to one receiver, each through a sender of its
// own. The loop ends when both are closed.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

func main() {
	tx, rx := mpsc.Channel[string]()

	go produce(tx.Clone(), "hi", "from", "the", "goroutine")
	go produce(tx, "more", "messages", "for", "you")

	for received := range rx.All() {
		fmt.Println("Got:", received)
	}
}

// produce sends the values and closes its sender.
func produce(tx *mpsc.Sender[string], vals ...string) {
	defer tx.Close()
	for _, val := range vals {
		if err := tx.Send(val); err != nil {
			log.Print(err)
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
}
