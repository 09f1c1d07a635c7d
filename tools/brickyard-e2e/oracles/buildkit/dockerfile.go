package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

type dockerfileQuestion struct {
	Text      string            `json:"text"`
	BuildArgs map[string]string `json:"buildArgs"`
	Target    string            `json:"target"`
}

type dockerfileAnswer struct {
	// The image of `# syntax`.
	Syntax       string        `json:"syntax,omitempty"`
	Instructions []instruction `json:"instructions"`
	Images       []string      `json:"images"`
	// What COPY, ADD and mounts take from the build context.
	Context   []string `json:"context"`
	SecretIds []string `json:"secretIds"`
	// What the last RUN gets, `NAME=value`.
	Environment []string `json:"environment"`
	Error       string   `json:"error,omitempty"`
	Line        int      `json:"line,omitempty"`
}

type instruction struct {
	Keyword string `json:"keyword"`
	Line    int    `json:"line"`
}

var platform = ocispecs.Platform{OS: "linux", Architecture: "amd64"}

func readDockerfile(asked dockerfileQuestion) dockerfileAnswer {
	answer := dockerfileAnswer{}
	text := []byte(asked.Text)
	answer.Syntax, _, _, _ = parser.DetectSyntax(text)
	answer.Instructions = listInstructions(text)
	if err := readBuild(asked, &answer); err != nil {
		answer.Error = err.Error()
		var located *parser.LocationError
		if errors.As(err, &located) && len(located.Locations) > 0 && len(located.Locations[0]) > 0 {
			answer.Line = located.Locations[0][0].Start.Line
		}
	}
	return answer
}

func listInstructions(text []byte) []instruction {
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return nil
	}
	found := []instruction{}
	for _, node := range parsed.AST.Children {
		keyword := strings.ToUpper(node.Value)
		found = append(found, instruction{keyword, node.StartLine})
	}
	return found
}

func readBuild(asked dockerfileQuestion, answer *dockerfileAnswer) error {
	ctx := context.Background()
	caps := pb.Caps.CapSet(pb.Caps.All())
	result, err := dockerfile2llb.Dockerfile2LLB(ctx, []byte(asked.Text), dockerfile2llb.ConvertOpt{
		Config:         dockerui.Config{BuildArgs: asked.BuildArgs, Target: asked.Target},
		TargetPlatform: &platform,
		MetaResolver:   anyImage{},
		LLBCaps:        &caps,
	})
	if err != nil {
		return err
	}
	definition, err := result.State.Marshal(ctx, llb.Platform(platform))
	if err != nil {
		return err
	}
	return readDefinition(definition.Def, answer)
}

// anyImage stands in for registries: every name is an image without variables.
type anyImage struct{}

func (anyImage) ResolveImageConfig(_ context.Context, name string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	config, err := json.Marshal(ocispecs.Image{
		Platform: platform,
		RootFS:   ocispecs.RootFS{Type: "layers", DiffIDs: []digest.Digest{digest.FromString(name)}},
	})
	return name, "", config, err
}

func readDefinition(operations [][]byte, answer *dockerfileAnswer) error {
	known := map[string]*pb.Op{}
	var ordered []*pb.Op
	for _, bytes := range operations {
		operation := &pb.Op{}
		if err := operation.UnmarshalVT(bytes); err != nil {
			return err
		}
		known[digest.FromBytes(bytes).String()] = operation
		ordered = append(ordered, operation)
	}
	for _, operation := range ordered {
		if source := operation.GetSource(); source != nil {
			if name, ok := strings.CutPrefix(source.Identifier, "docker-image://"); ok {
				answer.Images = append(answer.Images, name)
			}
		}
		isContext := func(at int64) bool {
			if at < 0 || at >= int64(len(operation.Inputs)) {
				return false
			}
			source := known[operation.Inputs[at].Digest].GetSource()
			return source != nil && strings.HasPrefix(source.Identifier, "local://")
		}
		readCopies(operation.GetFile(), isContext, answer)
		readMounts(operation.GetExec(), isContext, answer)
	}
	for _, list := range []*[]string{&answer.Images, &answer.Context, &answer.SecretIds} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return nil
}

func readCopies(file *pb.FileOp, isContext func(int64) bool, answer *dockerfileAnswer) {
	for _, action := range file.GetActions() {
		taken := action.GetCopy()
		if taken == nil || !isContext(action.SecondaryInput) {
			continue
		}
		for _, pattern := range taken.IncludePatterns {
			answer.Context = append(answer.Context, strings.TrimSuffix(taken.Src, "/")+"/"+pattern)
		}
		if len(taken.IncludePatterns) == 0 {
			answer.Context = append(answer.Context, taken.Src)
		}
	}
}

func readMounts(run *pb.ExecOp, isContext func(int64) bool, answer *dockerfileAnswer) {
	if run == nil {
		return
	}
	answer.Environment = run.Meta.Env
	for _, mount := range run.Mounts {
		if mount.SecretOpt != nil {
			answer.SecretIds = append(answer.SecretIds, mount.SecretOpt.ID)
		}
		if isContext(mount.Input) {
			answer.Context = append(answer.Context, "/"+strings.TrimPrefix(mount.Selector, "/"))
		}
	}
	for _, secret := range run.Secretenv {
		answer.SecretIds = append(answer.SecretIds, secret.ID)
	}
}
