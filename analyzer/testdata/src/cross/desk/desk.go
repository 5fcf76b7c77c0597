// Package desk uses what package post has sent.
package desk

import "cross/post"

func sent(out chan *post.Mail, m, n *post.Mail) {
	post.Send(out, m)
	n.Add("fine")
	m.Add("late") // want "moved value: `m`"
}

func accepted(o *post.Office, m *post.Mail) {
	o.Accept(m)
	println(post.Count(m)) // want "moved value: `m`"
}

func kept(o *post.Office, m *post.Mail) {
	o.Keep(m)
	m.Add("fine")
}

func tried(out chan *post.Mail, m *post.Mail) {
	if !post.TrySend(out, m) {
		m.Add("fine")
		return
	}
	m.Add("late") // want "moved value: `m`"
}

func diverges(out chan *post.Mail, m *post.Mail, bad bool) {
	if bad {
		post.Send(out, m)
		post.Fatal()
	}
	m.Add("fine")
}

func generic(out chan *post.Mail, m *post.Mail, ns chan int, n int) {
	post.Post(ns, n)
	println(n)
	post.Post(out, m)
	m.Add("late") // want "moved value: `m`"
}

func writes(out chan *post.Mail, m *post.Mail) {
	out <- m
	m.Add("late") // want "moved value: `m`"
}
