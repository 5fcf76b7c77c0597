package acknowledged

// stress has two channels that one goroutine has both of.
func stress(n int) {
	req, ack, other := make(chan *job), make(chan error), make(chan error)
	go func() {
		for j := range req {
			j.n++
			ack <- nil
		}
	}()
	for range n {
		func() {
			go func() {
				j := &job{}
				for {
					j.n = 0
					req <- j
					if <-ack != nil {
						return
					}
				}
			}()
			go func() {
				j := &job{}
				for {
					j.n = 0 // want "assign to part of moved value: `j.n`"
					req <- j
					if <-other != nil {
						return
					}
				}
			}()
		}()
	}
	other <- nil
}
