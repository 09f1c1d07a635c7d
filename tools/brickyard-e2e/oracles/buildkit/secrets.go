package main

import (
	"context"
	"regexp"

	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/moby/buildkit/solver/pb"
)

// What BuildKit's check SecretsUsedInArgOrEnv says of a Dockerfile.
type secretAnswer struct {
	Warnings []secretWarning `json:"warnings"`
	Error    string          `json:"error,omitempty"`
}

type secretWarning struct {
	Keyword string `json:"keyword"`
	Name    string `json:"name"`
	Line    int    `json:"line"`
}

var named = regexp.MustCompile(`\((ARG|ENV) "(.*)"\)`)

func findSecretNames(text string) secretAnswer {
	answer := secretAnswer{Warnings: []secretWarning{}}
	caps := pb.Caps.CapSet(pb.Caps.All())
	_, err := dockerfile2llb.Dockerfile2LLB(context.Background(), []byte(text), dockerfile2llb.ConvertOpt{
		Config:         dockerui.Config{},
		TargetPlatform: &platform,
		MetaResolver:   anyImage{},
		LLBCaps:        &caps,
		AllStages:      true,
		Warn: func(rule, _, _, message string, location []parser.Range) {
			found := named.FindStringSubmatch(message)
			if rule != "SecretsUsedInArgOrEnv" || found == nil || len(location) == 0 {
				return
			}
			answer.Warnings = append(answer.Warnings, secretWarning{found[1], found[2], location[0].Start.Line})
		},
	})
	if err != nil {
		answer.Error = err.Error()
	}
	return answer
}
