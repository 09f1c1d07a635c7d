package main

import (
	"os"
	"regexp"
	"strings"

	"github.com/docker/cli/cli/config/configfile"
	"github.com/docker/cli/cli/config/credentials"
)

type loginQuestion struct {
	// The text of config.json.
	File string `json:"file"`
	// A value for DOCKER_AUTH_CONFIG.
	Environment string   `json:"environment"`
	Registries  []string `json:"registries"`
}

type loginAnswer struct {
	// Why docker warns about the file.
	Error string       `json:"error,omitempty"`
	Found []foundLogin `json:"found"`
}

type foundLogin struct {
	Username      string `json:"username"`
	Password      string `json:"password"`
	IdentityToken string `json:"identityToken"`
	RegistryToken string `json:"registryToken"`
	// The program that docker would ask; there is none where this one runs.
	Helper string `json:"helper"`
}

var helper = regexp.MustCompile(`docker-credential-([^"]*)": executable file not found`)

func nameHost(key string) string {
	return credentials.ConvertToHostname(key)
}

func findLogins(asked loginQuestion) loginAnswer {
	os.Setenv("PATH", "")
	os.Setenv(configfile.DockerEnvConfigKey, asked.Environment)
	file := configfile.New("config.json")
	if err := file.LoadFromReader(strings.NewReader(asked.File)); err != nil {
		return loginAnswer{Error: err.Error(), Found: []foundLogin{}}
	}
	return loginAnswer{Found: each(asked.Registries, func(registry string) foundLogin {
		return findLogin(file, registry)
	})}
}

func findLogin(file *configfile.ConfigFile, registry string) foundLogin {
	auth, err := file.GetAuthConfig(registry)
	found := foundLogin{
		Username:      auth.Username,
		Password:      auth.Password,
		IdentityToken: auth.IdentityToken,
		RegistryToken: auth.RegistryToken,
	}
	if err != nil {
		if named := helper.FindStringSubmatch(err.Error()); named != nil {
			return foundLogin{Helper: named[1]}
		}
		return foundLogin{Helper: "? " + err.Error()}
	}
	return found
}
