// Messages sends several messages with pauses; the receiver waits for each and
// stops when the sender is closed.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

func main() {
	tx, rx := mpsc.Channel[string]()

	go func() {
		defer tx.Close()
		for _, val := range []string{"hi", "from", "the", "goroutine"} {
			if err := tx.Send(val); err != nil {
				log.Print(err)
				return
			}
			time.Sleep(200 * time.Millisecond)
		}
	}()

	for received := range rx.All() {
		fmt.Println("Got:", received)
	}
}
