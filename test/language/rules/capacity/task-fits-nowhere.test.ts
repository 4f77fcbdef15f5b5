/** Tasks that no member has room for. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'capacity/task-fits-nowhere';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);
const stage = (says: string, found?: string): string => `stage 정렬 { ${says} }${found === undefined ? '' : `\n//^^^ error[${RULE}]: ${found}`}\n`;
const on = (members: string, says: string, found?: string, name = 'node'): string => `${members}\njob 작업 on ${name} {\n${stage(says, found)}}`;

describe(RULE, () => {
  it('finds too little memory, too few cores, and never both on one', () => {
    check(on('server node count 3 { memory 8GB  vcores 4 }', 'tasks 1  memory 8.5GB', 'A task of stage 정렬 asks for 8.5 GB of memory, and no member of node has more than 8 GB.'));
    check(on('server node count 3 { memory 8GB  vcores 4 }', 'tasks 1  vcores 5', 'asks for 5 cores, and no member of node has more than 4'));
    check(on('server a { memory 8GB  vcores 2 }\nserver b { memory 2GB  vcores 8 }\ngroup node active-active { members a, b }', 'tasks 1  memory 4GB  vcores 4', 'No member of node has both the memory and the cores'));
    check(on('server node { vcores 0.5 }', 'tasks 1', 'asks for 1 core, and no member of node has more than 0.5'));
  });

  it('finds it of a job in a scenario, of executors that share a machine, and of one instance as of all', () => {
    check(`server node count 2 { memory 8GB }\nscenario "s" { at 5s job big on node {\n${stage('tasks 2  memory 9GB', 'and no member of node has more than 8 GB')}} }`);
    check(on('server m count 2 { memory 8GB  vcores 4 }\nexecutor node count 4 on m', 'tasks 1  memory 5GB', 'no member of node has more than 4 GB'));
  });

  it('is content where one member has room, and where members say nothing', () => {
    check(on('server a { memory 8GB  vcores 2 }\nserver b { memory 16GB  vcores 2 }\ngroup node active-active { members a, b }', 'tasks 9  memory 10GB  vcores 2'));
    check(on('server node count 3', 'tasks 1  memory 900GB  vcores 100'));
    check(on('server node count 3 { vcores 4 }', 'tasks 1  memory 900GB  vcores 4'));
    check(on('server node count 3 { memory 8GB  vcores 4  instance 2 { memory 32GB } }', 'tasks 1  memory 20GB'));
    check(on('server node count 3 { memory 8GB }', 'tasks 0  memory 20GB'));
    check(on('server machine { memory 16GB  vcores 8  node-manager nm }', 'tasks 1  memory 16GB  vcores 8', undefined, 'machine'));
  });
});
