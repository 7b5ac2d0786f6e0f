// Seals and opens with the reference implementation of age for JavaScript.
// Reads one request as JSON from standard input, writes the answer as JSON.
// Bytes travel as base64.
import * as age from "age-encryption";
import { text } from "node:stream/consumers";

const bytes = (base64) => new Uint8Array(Buffer.from(base64, "base64"));
const base64 = (data) => Buffer.from(data).toString("base64");

const actions = {
  async generate({ hybrid }) {
    const identity = await (hybrid ? age.generateHybridIdentity() : age.generateX25519Identity());
    return { identity, recipient: await age.identityToRecipient(identity) };
  },
  async recipient({ identity }) {
    return { recipient: await age.identityToRecipient(identity) };
  },
  async encrypt({ plaintext, recipients = [], passphrase, armored }) {
    const encrypter = new age.Encrypter();
    recipients.forEach((recipient) => encrypter.addRecipient(recipient));
    if (passphrase !== undefined) {
      encrypter.setPassphrase(passphrase);
      encrypter.setScryptWorkFactor(10);
    }
    const sealed = await encrypter.encrypt(bytes(plaintext));
    return { sealed: base64(armored ? Buffer.from(age.armor.encode(sealed)) : sealed) };
  },
  async decrypt({ sealed, identities = [], passphrase, armored }) {
    const decrypter = new age.Decrypter();
    identities.forEach((identity) => decrypter.addIdentity(identity));
    if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
    const file = bytes(sealed);
    const binary = armored ? age.armor.decode(Buffer.from(file).toString("latin1")) : file;
    return { plaintext: base64(await decrypter.decrypt(binary)) };
  },
};

const request = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await actions[request.action](request)));
