import { doc01 } from '../rules/doc-01';
import { testFlavourFacts, testSubject } from '../testing/test-subject';

const file = 'packages/a/Dockerfile';
const ofSources = (text: string) =>
  doc01.check(testSubject({ flavour: testFlavourFacts(text) }));

describe('DOC-01 of instructions', () => {
  it.each([
    ['ENV PGPASSWORD=s3cret', 'a value for PGPASSWORD'],
    ['ENV a=1 \\\n  dbPassword=s3cret', 'a value for dbPassword', 3],
    ['ENV DB_PASS s3cret', 'a value for DB_PASS'],
    ['ARG GITHUB_PAT="s3cret"', 'a value for GITHUB_PAT'],
    ['ENV C="Server=x;AccountKey=s3cret;a=b"', 'a value for AccountKey'],
    ['ENV C="Server=x;User=y;Pwd=s3cret"', 'a value for Pwd'],
    ['RUN curl -u ann:s3cret https://h', 'a password of curl'],
    ['RUN curl -sSfu ann:s3cret https://h', 'a password of curl'],
    ['RUN curl --user=ann:s3cret https://h', 'a password of curl'],
    ['RUN sudo curl https://h -uann:s3cret', 'a password of curl'],
    ['RUN curl -H "Authorization: Bearer s3cret" h', 'a header Authorization'],
    ["RUN curl -H 'PRIVATE-TOKEN: s3cret' h", 'a header PRIVATE-TOKEN'],
    [
      'RUN wget --header="Authorization: Basic s3cret" h',
      'a header Authorization',
    ],
    ['RUN wget --password=s3cret h', 'a value for password'],
    ['RUN wget --http-password s3cret h', 'a value for http-password'],
    ['RUN git clone https://s3cret@github.com/a/b', 'a URL with a token'],
    ['RUN pip install git+https://s3cret@h/a/b', 'a URL with a token'],
    ['RUN pip install -i https://u:s3cret@h/ a', 'a URL with a password'],
    [
      'RUN pip config set global.index-url https://u:s3cret@h/',
      'a URL with a password',
    ],
    ['RUN mysql -u root -ps3cret -e x', 'a password of mysql'],
    ['RUN mysqladmin -u root password s3cret', 'a password of mysqladmin'],
    ['RUN docker login -u a -p s3cret h', 'a password of docker'],
    ['RUN docker login -u a --password s3cret h', 'a value for password'],
    [
      'RUN echo s3cret | docker login -u a --password-stdin',
      'a password of docker',
    ],
    [
      'RUN AWS_SECRET_ACCESS_KEY=s3cret aws s3 ls',
      'a value for AWS_SECRET_ACCESS_KEY',
    ],
    ['RUN export MYSQL_PWD=s3cret; mysql', 'a value for MYSQL_PWD'],
    ['RUN aws configure set aws_secret_access_key s3cret', 'a password of aws'],
    [
      'RUN echo "machine h login u password s3cret" > ~/.netrc',
      'a login of .netrc',
    ],
    [
      'RUN printf "default login u password s3cret\\n" >> .netrc',
      'a login of .netrc',
    ],
    ['RUN npm config set //h/:_authToken s3cret', 'a password of npm'],
    ['RUN npm config set _authToken=s3cret', 'a value for _authToken'],
    ['RUN echo "//h/:_authToken=s3cret" > .npmrc', 'a value for _authToken'],
    ['RUN sshpass -p s3cret ssh h', 'a password of sshpass'],
    ['RUN sshpass -ps3cret ssh h', 'a password of sshpass'],
    ['RUN az login --service-principal -u a -p s3cret', 'a password of az'],
    ['RUN databricks configure --host h --token s3cret', 'a value for token'],
    [
      'RUN printf "h\\ns3cret\\n" | databricks configure --token',
      'a password of databricks',
    ],
    ['RUN echo root:s3cret | chpasswd', 'a password of chpasswd'],
    ['RUN poetry config http-basic.h u s3cret', 'a password of poetry'],
    ['RUN twine upload -u a -p s3cret d/*', 'a password of twine'],
    ['RUN openssl enc -pass pass:s3cret', 'a password of openssl'],
    [
      'RUN kubectl create secret generic x --from-literal=password=s3cret',
      'a value for password',
    ],
    ['RUN sh -c "curl -u a:s3cret h"', 'a password of curl'],
    ['RUN ["curl", "-u", "a:s3cret", "h"]', 'a password of curl'],
    ['RUN <<EOF\ncurl h \\\n -u a:s3cret\nEOF', 'a password of curl', 4],
    [
      'RUN cat > /x <<EOF\n[h]\npassword = s3cret\nEOF',
      'a value for password',
      4,
    ],
    [
      'COPY <<EOF /root/.netrc\nmachine h\n  login u\n  password s3cret\nEOF',
      'a login of .netrc',
      3,
    ],
    [
      'COPY <<EOF /c.json\n{"auths": {"h": {"auth": "s3cret"}}}\nEOF',
      'a login of Docker',
      3,
    ],
    ['RUN a \\\n && deploy --api-key=s3cret', 'a value for api-key', 3],
    ['FROM b AS c\nRUN curl -u a:s3cret h\nFROM d', 'a password of curl', 3],
    [
      'RUN git -c http.extraHeader="Authorization: Basic s3cret" clone h',
      'a header Authorization',
    ],
    [
      'RUN databricks configure --token <<EOF\nhttps://h\ns3cret\nEOF',
      'a password of databricks',
    ],
    [
      'RUN printf "[pypi]\\nuser = a\\npassword = s3cret\\n" > x',
      'a value for password',
    ],
    ['RUN useradd -p s3cret me', 'a password of useradd'],
    ['RUN ssh-keygen -N s3cret -f x', 'a password of ssh-keygen'],
    ['HEALTHCHECK --interval=5s CMD curl -u a:s3cret h', 'a password of curl'],
    ['CMD ["curl", "-u", "a:s3cret"]', 'a password of curl'],
    ['ENTRYPOINT curl -u a:s3cret', 'a password of curl'],
  ])('finds %j', (instruction, found, line = 2) => {
    const findings = ofSources(`FROM a\n${instruction}\n`);
    expect(findings).toMatchObject([{ found, place: { file, line } }]);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
  });

  it.each([
    'RUN curl -u "$USER:$PASSWORD" h',
    'RUN curl -u ann:$(cat /run/secrets/x) h',
    'RUN curl -u ann h',
    'RUN curl -H "Authorization: Bearer ${TOKEN}" h',
    'RUN curl -H "Authorization: Bearer $(cat /run/secrets/x)" h',
    'RUN curl -H "Accept: text/html" h',
    'RUN wget --password="$P" h',
    'RUN wget --auth-no-challenge h',
    'RUN git clone https://$TOKEN@github.com/a/b',
    'RUN git clone https://git@github.com/a/b',
    'RUN git clone git@github.com:a/b',
    'RUN git clone https://team@dev.azure.com/team/a',
    'RUN mysql -p"$MYSQL_PWD" -P 3306 --password shop',
    'RUN docker login -u a -p $P h',
    'RUN docker login -u a --password-stdin h < /run/secrets/x',
    'RUN cat /run/secrets/x | docker login --password-stdin',
    'RUN docker build --secret id=x,src=y .',
    'RUN mkdir -p a && docker run -p 80:80 b',
    'RUN AWS_SECRET_ACCESS_KEY=$(cat /run/secrets/x) aws s3 ls',
    'RUN --mount=type=secret,id=x . /run/secrets/x && echo "machine h login u password $P" > .netrc',
    "RUN npm config set _authToken '${NPM_TOKEN}'",
    'RUN sshpass -f /run/secrets/x ssh h && sshpass -e ssh h',
    'RUN databricks configure --token < /run/secrets/x',
    'RUN adduser --disabled-password me',
    'RUN sort --key=2 a && openssl req -newkey rsa:2048 -keyout k.pem',
    'RUN apt-key adv --keyserver hkps://h --recv-keys ABCDEF',
    'RUN apt-get install -y pass=1.7.4-6 && pip install token==2 secret==1',
    'RUN grep -q "token=" x && sed -i "s/^password: .*/password: $P/" x',
    'RUN ssh-keygen -t rsa -N "" -f x',
    'HEALTHCHECK NONE',
    'ENV PUBLIC_KEY=abc public_token=abc',
    'ENV SECRET_NAME=a TOKEN_URL=https://h AUTH_TYPE=oauth AWS_ACCESS_KEY_ID=a',
    'ENV DB_PASSWORD=$X',
    'ENV PASSWORD_FILE=a API_KEY_PATH=/a TOKEN_VERSION=2',
    'ENV PWD=/a BYPASS=x AUTHOR=me MAX_TOKENS=512',
  ])('takes %j', (instruction) => {
    expect(ofSources(`FROM a\n${instruction}\n`)).toEqual([]);
  });

  it.each([
    ['ARG TOKEN', 'ARG TOKEN'],
    ['ARG TOKEN=', 'ARG TOKEN'],
    ['ARG a=1 auth=bar', 'ARG auth'],
    ['ENV git_key=', 'ENV git_key'],
    ['ENV AUTH=x', 'ENV AUTH'],
    [
      'ENV STORAGE_CONNECTION_STRING="Server=x"',
      'ENV STORAGE_CONNECTION_STRING',
    ],
    ['ONBUILD ARG TOKEN', 'ARG TOKEN'],
  ])('warns of %s', (instruction, found) => {
    expect(ofSources(`FROM a\n${instruction}\n`)).toMatchObject([
      { severity: 'warning', found, place: { file, line: 2 } },
    ]);
  });

  it('knows what is in the history', () => {
    expect(ofSources('ARG GIT_TOKEN\nFROM a\n')).toEqual([]);
    const [inStage] = ofSources('FROM a AS b\nARG GIT_TOKEN\nFROM c\n');
    expect(inStage?.message).toMatch(/kept in the build cache/);
    expect(ofSources('ARG GIT_TOKEN\nFROM a\nARG GIT_TOKEN\n')).toHaveLength(1);
  });

  it('looks into the lists of packages', () => {
    const lists = [
      {
        file: 'packages/a/requirements.txt',
        text: 'pandas\n--extra-index-url https://u:s3cret@h/\n-i https://${U}:${P}@h/\n',
      },
    ];
    const flavour = testFlavourFacts('FROM a', { lists });
    const findings = doc01.check(testSubject({ flavour }));
    expect(findings).toMatchObject([
      {
        message: 'packages/a/requirements.txt holds a URL with a password',
        place: { file: 'packages/a/requirements.txt', line: 2 },
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
  });
});
