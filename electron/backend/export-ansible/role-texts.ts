// The parts of the role that are the same for every document.

export const CONFIGURATION = `[defaults]
inventory = inventory.yml
roles_path = roles
`;

export const PLAYBOOK = `---
- name: Keep the guests of virtualization hosts to their addresses
  hosts: bridgewarden
  # One host that fails stops no other; so many at a time.
  serial: "{{ bridgewarden_serial | default('100%') }}"
  gather_facts: false
  roles:
    - role: bridgewarden
`;

export const META = `---
galaxy_info:
  role_name: bridgewarden
  author: Bridgewarden
  description: Loads packet filters compiled by Bridgewarden, with a way back
  license: MIT
  min_ansible_version: "2.14"
  platforms:
    - name: Debian
      versions:
        - all
dependencies: []
`;

export const DEFAULTS = `---
# The host brings its earlier rules back after so many seconds unless they are confirmed; the scripts have it built in, and
# here it only says how long to wait for a host that was locked out.
bridgewarden_rollback_seconds: 60
`;

export const TASKS = `---
- name: Compare what the host runs with the release
  ansible.builtin.script:
    cmd: "{{ inventory_hostname }}/look.sh"
  register: bridgewarden_look
  changed_when: "'in-sync' not in bridgewarden_look.stdout"
  check_mode: false

- name: Push the release
  ansible.builtin.include_tasks: push.yml
  when:
    - not ansible_check_mode
    - "'in-sync' not in bridgewarden_look.stdout"
`;

export const TASKS_PUSH = `---
- name: Push, prove, and confirm or go back
  vars:
    bridgewarden_scripts: "{{ inventory_hostname }}"
  block:
    - name: Name this run
      ansible.builtin.set_fact:
        bridgewarden_run: "{{ 1152921504606846976 | random | string | hash('sha1') | truncate(12, true, '', 0) }}"

    - name: Upload, check, arm the way back, and load
      ansible.builtin.script:
        cmd: "{{ bridgewarden_scripts }}/push.sh {{ bridgewarden_run }}"
      changed_when: true

    - name: Drop the connection that was made under the earlier rules
      ansible.builtin.meta: reset_connection

    - name: Reach the host by a new connection, and see that it runs the new rules
      ansible.builtin.script:
        cmd: "{{ bridgewarden_scripts }}/prove.sh {{ bridgewarden_run }}"
      register: bridgewarden_proof
      changed_when: false
      ignore_unreachable: true

    - name: Take a host that cannot be reached for one that is locked out
      ansible.builtin.assert:
        that: bridgewarden_proof is not unreachable
        fail_msg: "{{ inventory_hostname }} cannot be reached under the new rules"
        quiet: true

    - name: Keep the new rules, and start them at boot
      ansible.builtin.script:
        cmd: "{{ bridgewarden_scripts }}/confirm.sh {{ bridgewarden_run }}"
      changed_when: true

  rescue:
    - name: Wait until the host lets us in again
      ansible.builtin.wait_for_connection:
        connect_timeout: 5
        sleep: 2
        timeout: "{{ bridgewarden_rollback_seconds + 90 }}"

    - name: Bring the earlier rules back, if the host has not done so by itself
      ansible.builtin.script:
        cmd: "{{ bridgewarden_scripts }}/back.sh {{ bridgewarden_run }}"
      register: bridgewarden_back
      changed_when: true

    - name: Tell that the host runs its earlier rules
      ansible.builtin.fail:
        msg: "The release was not kept on {{ inventory_hostname }}; it runs the rules that it ran before ({{ bridgewarden_back.stdout_lines | join(', ') }})."
`;

export const README = `# Packet filters of virtualization hosts, for Ansible

Made by \`bridgewarden export ansible\`. The role takes the same steps with the same scripts as Bridgewarden's own push: it reserves
the host, uploads the release beside the running one, lets the host check it, arms a timer *on the host*, loads, proves the
host reachable by a new connection, confirms, and enables the rules at boot. Whatever fails on the way ends in the rules that
ran before; a host that is locked out comes back by itself.

    ansible-playbook bridgewarden.yml --check    # which hosts differ
    ansible-playbook bridgewarden.yml            # push
    ansible-playbook bridgewarden.yml -e bridgewarden_serial=10

Run it in this folder. A host that runs the release already is left alone. Connections are Ansible's own: its users, keys, jump
hosts and sudo passwords (\`--ask-become-pass\`). Do not edit the scripts: change the drawing and export it again.
`;
