import Fastify from 'fastify';

const server = Fastify();
server.get('/hello/:name', async (request) => ({ hello: (request.params as { name: string }).name }));
server.listen({ port: 4000, host: '0.0.0.0' });
