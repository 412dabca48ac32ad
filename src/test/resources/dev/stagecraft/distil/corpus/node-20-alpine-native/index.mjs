import bcrypt from 'bcrypt';

console.log('matches', bcrypt.compareSync('secret', bcrypt.hashSync('secret', 4)));
