import type { FileShown } from './model.ts'

/** A file that came with a message: pictures are seen, others can be taken away. */
export function FileView({ file: { id, name, title, mimetype } }: { file: FileShown }) {
  const address = `/files/${id}`
  if (mimetype.startsWith('image/')) return <img className="file" src={address} alt={title} />
  return (
    <a className="file-card" href={address} download={name} data-testid="file">
      <b>{title}</b>
      <small>{name}</small>
    </a>
  )
}
