import type { ImageElement } from '../../../../src/blocks/elements.ts'

/** A picture: uploaded to the sandbox, or somewhere on the web. */
export function ImageView({
  image,
  title,
  small,
}: {
  image: ImageElement
  title?: string | undefined
  small?: boolean
}) {
  const { slack_file: file } = image
  const address = file ? ('id' in file ? `/files/${file.id}` : file.url) : image.image_url
  const picture = <img src={address} alt={image.alt_text} loading="lazy" />
  if (small) return <span className="image-small">{picture}</span>
  return (
    <figure className="block-image">
      {title && <figcaption>{title}</figcaption>}
      <a href={address} target="_blank" rel="noreferrer">
        {picture}
      </a>
    </figure>
  )
}
